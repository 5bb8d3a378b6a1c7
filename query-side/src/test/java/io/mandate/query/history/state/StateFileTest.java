package io.mandate.query.history.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
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
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The bytes of a state. They are kept by whoever took one: a change of them is a new format.
class StateFileTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.000120Z");
    private static final EventMetadata METADATA = new EventMetadata(
            Actor.MANDATE,
            null,
            EventMetadata.Source.API,
            new ChangeSetId("c-1"),
            "test",
            null,
            null,
            null,
            null,
            null,
            null);
    private static final RoleTypeKey TYPE = new RoleTypeKey("STAFF");
    private static final RoleKey ROLE = new RoleKey("CLERK");
    private static final ProfileId PROFILE = new ProfileId("billing");
    private static final NodeKey NODE = new NodeKey("invoices");

    private final AccessIndex index = new AccessIndex();

    @Test
    void the_bytes_of_a_state() {
        commit(List.of(
                new RoleTypeDefined(
                        TYPE,
                        new RoleTypeDefinition(
                                Label.of("Staff"),
                                false,
                                RoleTypeDefinition.ProfilePolicy.REQUIRED,
                                RoleTypeDefinition.IdentityPolicy.ANY),
                        null),
                new RoleDefined(ROLE, new RoleDefinition(Label.of("Clerk"), TYPE, Set.of(), Set.of()), null),
                new CatalogNodeDefined(NODE, node(), null),
                new ProfileCreated(
                        PROFILE,
                        new ProfileName("Bílling \"A\""),
                        "billing",
                        null,
                        null,
                        TYPE,
                        null,
                        ActionSet.of("view"),
                        null,
                        true,
                        null,
                        null),
                new ProfileNodeEnablementChanged(PROFILE, NODE, Enablement.UNSET, Enablement.ENABLED),
                new PermissionOverridden(
                        PROFILE, NODE, null, ActionSet.of("view", "edit"), null, null, Map.of(), Map.of()),
                new ProfileRecordScopeChanged(PROFILE, NODE, null, null, new ScopeExpression.CreatedByMe())));
        commit(person("kim", ROLE));
        commit(person("ada", ROLE));
        commit(List.of(new UserPerimeterChanged(new UserId("kim"), null, new ScopeExpression.AssignedToMe())));

        assertThat(bytes(index.now(TENANT))).isEqualTo(golden("state-1.ndjson"));
    }

    @Test
    void a_hundred_thousand_principals_come_in_order_and_one_by_one() {
        for (int i = 0; i < 120_000; i += 2_000) {
            List<DomainEvent> some = new ArrayList<>();
            for (int j = i; j < i + 2_000; j++) {
                some.add(created("u" + (j * 7_919L) % 120_000, null));
            }
            commit(some);
        }
        Longest written = new Longest();

        StateFile file = new StateFile(written, told -> {});
        List<String> order = new ArrayList<>();
        StateLines.tell(index.now(TENANT), AT, line -> {
            file.accept(line);
            if (line instanceof StateLine.OfPrincipal principal) {
                order.add(principal.id().value());
            }
        });

        assertThat(order).hasSize(120_000).isSorted();
        assertThat(written.longest).isLessThan(1 << 17);
    }

    @Test
    void who_may_no_longer_read_ends_it() {
        commit(person("kim", null));
        StateFile file = new StateFile(new Longest(), told -> {
            if (told == 1) {
                throw new IllegalStateException("no longer");
            }
        });
        assertThatThrownBy(() -> StateLines.tell(index.now(TENANT), AT, file)).hasMessage("no longer");
    }

    private static final class Longest extends OutputStream {
        private int longest;

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            longest = Math.max(longest, length);
        }
    }

    private static String bytes(AccessView view) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            StateFile file = new StateFile(bytes, told -> {});
            StateLines.tell(view, AT, file);
            file.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String golden(String name) {
        try (InputStream file = Objects.requireNonNull(StateFileTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NodeDefinition node() {
        return new NodeDefinition(
                NodeDefinition.Kind.MODULE,
                null,
                Label.of("Invoices"),
                true,
                ActionSet.of("view", "edit"),
                Map.of(),
                List.of(),
                true,
                null,
                null,
                Map.of(new FieldName("phone"), new FieldClass("contact.phone")),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
    }

    private static List<DomainEvent> person(String id, @Nullable RoleKey role) {
        return List.of(
                created(id, role),
                new UserAssigned(new UserId(id), null, null, PROFILE, new ProfileName("Billing"), 1),
                new UserActivated(new UserId(id)));
    }

    private static UserCreated created(String id, @Nullable RoleKey role) {
        return new UserCreated(
                new UserId(id), PrincipalKind.USER, null, null, null, null, null, role, null, Map.of(), Map.of(), null);
    }

    private void commit(List<? extends DomainEvent> events) {
        long head = index.head(TENANT);
        List<RecordedEvent> commit = new ArrayList<>();
        for (DomainEvent event : events) {
            long seq = head + commit.size() + 1;
            commit.add(new RecordedEvent(
                    TENANT, seq, head + events.size(), AT, "acme/x/y", seq, new UUID(0, seq), event, METADATA));
        }
        index.apply(TENANT, commit);
    }
}
