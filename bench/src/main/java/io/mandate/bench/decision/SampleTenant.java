package io.mandate.bench.decision;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A tenant of some size with a history: 6 modules of 5 resources with 4 actions, 4 roles, 50 profiles, and users with
/// UUIDs for ids.
final class SampleTenant {
    static final TenantId TENANT = new TenantId("sample");
    static final int PROFILES = 50;
    static final List<ActionName> ACTIONS = List.of("view", "create", "edit", "delete").stream()
            .map(ActionName::new)
            .toList();
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final EventMetadata METADATA = new EventMetadata(
            Actor.MANDATE,
            null,
            EventMetadata.Source.API,
            new ChangeSetId("c-1"),
            "bench",
            null,
            null,
            null,
            null,
            null,
            null);
    private static final int ROLES = 4;
    private static final ProfileId WIDE = new ProfileId("wide");
    private static final ProfileName NAME = new ProfileName("p");

    private final Consumer<List<RecordedEvent>> commits;
    private final Random random = new Random(42);
    private final List<NodeKey> resources = new ArrayList<>();
    private final List<UserId> users = new ArrayList<>();
    private long head;

    /// @param commits takes each commit in its turn
    SampleTenant(Consumer<List<RecordedEvent>> commits) {
        this.commits = commits;
    }

    List<NodeKey> resources() {
        return resources;
    }

    List<UserId> users() {
        return users;
    }

    long head() {
        return head;
    }

    SampleTenant withProfiles() {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < ROLES; i++) {
            RoleTypeKey type = new RoleTypeKey("TYPE_" + i);
            events.add(new RoleTypeDefined(
                    type,
                    new RoleTypeDefinition(
                            Label.of("type"),
                            false,
                            RoleTypeDefinition.ProfilePolicy.REQUIRED,
                            RoleTypeDefinition.IdentityPolicy.ANY),
                    null));
            events.add(new RoleDefined(role(i), new RoleDefinition(Label.of("role"), type, Set.of(), Set.of()), null));
        }
        for (int module = 0; module < 6; module++) {
            NodeKey key = new NodeKey("module-" + module);
            events.add(new CatalogNodeDefined(key, node(NodeDefinition.Kind.MODULE, null), null));
            for (int resource = 0; resource < 5; resource++) {
                resources.add(new NodeKey(key + "/resource-" + resource));
                events.add(new CatalogNodeDefined(resources.getLast(), node(NodeDefinition.Kind.RESOURCE, key), null));
            }
        }
        for (int i = 0; i < PROFILES; i++) {
            events.add(new ProfileCreated(
                    profile(i), NAME, "p", null, null, null, null, ActionSet.of("view"), null, false, null, null));
            for (int module = 0; module < 6; module++) {
                events.add(new ProfileNodeEnablementChanged(
                        profile(i), new NodeKey("module-" + module), Enablement.UNSET, Enablement.ENABLED));
            }
            for (int j = 0; j < 10; j++) {
                events.add(overridden(profile(i)));
            }
        }
        commit(events);
        return this;
    }

    /// Three events and one version each.
    SampleTenant withUsers(int count) {
        for (int i = 0; i < count; i++) {
            UserId user = someId();
            users.add(user);
            commit(List.of(
                    new UserCreated(
                            user,
                            PrincipalKind.USER,
                            null,
                            null,
                            null,
                            null,
                            null,
                            role(random.nextInt(ROLES)),
                            null,
                            Map.of(),
                            Map.of(),
                            null),
                    new UserAssigned(user, null, null, profile(random.nextInt(PROFILES)), NAME, 1),
                    new UserActivated(user)));
        }
        return this;
    }

    /// One event for each commit: users get other profiles, are suspended and enabled; now and then a profile changes.
    SampleTenant withChanges(int count) {
        for (int i = 0; i < count; i++) {
            UserId user = users.get(random.nextInt(users.size()));
            int what = random.nextInt(100);
            if (what == 0) {
                commit(List.of(overridden(profile(random.nextInt(PROFILES)))));
            } else if (what < 10) {
                commit(List.of(new UserSuspended(user)));
            } else if (what < 25) {
                commit(List.of(new UserEnabled(user)));
            } else {
                commit(List.of(new UserAssigned(user, null, null, profile(random.nextInt(PROFILES)), NAME, 1)));
            }
        }
        return this;
    }

    /// One more profile, with a choice about each of so many nodes.
    SampleTenant withWideProfile(int nodes) {
        commit(List.of(new ProfileCreated(
                WIDE, NAME, "p", null, null, null, null, ActionSet.of("view"), null, false, null, null)));
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            events.add(overridden(WIDE, new NodeKey("wide/resource-" + i)));
        }
        commit(events);
        return this;
    }

    /// One event for each commit: that profile says something else about one of its nodes.
    SampleTenant withWideChanges(int count, int nodes) {
        for (int i = 0; i < count; i++) {
            commit(List.of(overridden(WIDE, new NodeKey("wide/resource-" + random.nextInt(nodes)))));
        }
        return this;
    }

    /// One event for each commit: so many nodes at the catalog's end.
    SampleTenant withNodes(int count) {
        NodeKey module = new NodeKey("module-0");
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NodeKey key = new NodeKey("module-0/further-" + i);
            events.add(new CatalogNodeDefined(key, node(NodeDefinition.Kind.RESOURCE, module), null));
        }
        commit(events);
        return this;
    }

    /// One event for each commit: a node of the catalog is defined again.
    SampleTenant withNodeChanges(int count) {
        NodeKey module = new NodeKey("module-0");
        for (int i = 0; i < count; i++) {
            commit(List.of(new CatalogNodeDefined(
                    new NodeKey("module-0/further-0"), node(NodeDefinition.Kind.RESOURCE, module), null)));
        }
        return this;
    }

    /// One event for each commit: a record is registered that has a creator and an owner.
    SampleTenant withRecords(int count) {
        for (int i = 0; i < count; i++) {
            commit(List.of(new RecordRegistered(resources.getFirst(), new RecordId("INV-" + i), someData())));
        }
        return this;
    }

    /// One event for each commit: a record gets another creator and owner.
    SampleTenant withRecordChanges(int count, int records) {
        for (int i = 0; i < count; i++) {
            RecordId record = new RecordId("INV-" + random.nextInt(records));
            commit(List.of(new RecordChanged(resources.getFirst(), record, RecordData.UNKNOWN, someData())));
        }
        return this;
    }

    private RecordData someData() {
        return new RecordData(someId(), someId(), new TreeSet<>(), Map.of(), Map.of());
    }

    private UserId someId() {
        return new UserId(new UUID(random.nextLong(), random.nextLong()).toString());
    }

    private PermissionOverridden overridden(ProfileId profile) {
        return overridden(profile, resources.get(random.nextInt(resources.size())));
    }

    private PermissionOverridden overridden(ProfileId profile, NodeKey node) {
        ActionSet actions = new ActionSet(ACTIONS.subList(0, 1 + random.nextInt(ACTIONS.size())));
        return new PermissionOverridden(profile, node, null, actions, null, null, Map.of(), Map.of());
    }

    private void commit(List<? extends DomainEvent> events) {
        List<RecordedEvent> commit = new ArrayList<>(events.size());
        long end = head + events.size();
        for (DomainEvent event : events) {
            head++;
            commit.add(new RecordedEvent(
                    TENANT, head, end, BEGIN.plusSeconds(end), "sample/x/y", head, new UUID(0, head), event, METADATA));
        }
        commits.accept(commit);
    }

    private static NodeDefinition node(NodeDefinition.Kind kind, @Nullable NodeKey parent) {
        return new NodeDefinition(
                kind,
                parent,
                Label.of("node"),
                true,
                new ActionSet(ACTIONS),
                Map.of(),
                List.of(),
                false,
                null,
                null,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
    }

    private static RoleKey role(int number) {
        return new RoleKey("ROLE_" + number);
    }

    private static ProfileId profile(int number) {
        return new ProfileId("profile-" + number);
    }
}
