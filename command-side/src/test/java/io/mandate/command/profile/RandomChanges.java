package io.mandate.command.profile;

import static io.mandate.command.profile.Given.TARGET;

import io.mandate.command.profile.ProfileChange.ChangeAssociatedRole;
import io.mandate.command.profile.ProfileChange.ChangeCode;
import io.mandate.command.profile.ProfileChange.ChangeDefaultPermission;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.ClearOverride;
import io.mandate.command.profile.ProfileChange.ClearRecordScope;
import io.mandate.command.profile.ProfileChange.ClearSetting;
import io.mandate.command.profile.ProfileChange.DescribeProfile;
import io.mandate.command.profile.ProfileChange.DisableNode;
import io.mandate.command.profile.ProfileChange.EnableNode;
import io.mandate.command.profile.ProfileChange.OverridePermission;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.command.profile.ProfileChange.ResetNode;
import io.mandate.command.profile.ProfileChange.SelectInstances;
import io.mandate.command.profile.ProfileChange.SetMasking;
import io.mandate.command.profile.ProfileChange.SetNavigation;
import io.mandate.command.profile.ProfileChange.SetRecordScope;
import io.mandate.command.profile.ProfileChange.SetSetting;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Saves of every kind from a seed; the catalog of [Commerce] takes most of them.
final class RandomChanges {
    private static final List<NodeKey> NODES =
            List.of(Commerce.COMMERCE, Commerce.INVOICES, Commerce.ORDERS, Commerce.HOME, Commerce.TEAMS);
    private final Random random;

    RandomChanges(long seed) {
        random = new Random(seed);
    }

    SaveProfile save() {
        List<ProfileChange> changes = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            changes.add(change());
        }
        return new SaveProfile(TARGET, changes);
    }

    private ProfileChange change() {
        NodeKey node = NODES.get(random.nextInt(NODES.size()));
        return switch (random.nextInt(18)) {
            case 0 -> new RenameProfile(TARGET, pick("Std", "Gold", "Silver"));
            case 1 -> new DescribeProfile(TARGET, pick("one", "two", null));
            case 2 -> new ChangeCode(TARGET, pick("A", "B", null));
            case 3 -> new ChangeRoleType(TARGET, random.nextBoolean() ? Commerce.CSR : null);
            case 4 -> new ChangeAssociatedRole(TARGET, random.nextBoolean() ? Commerce.AGENT : null);
            case 5 -> new ChangeDefaultPermission(TARGET, actions(), pick("R", "RE", null));
            case 6 -> new SetMasking(TARGET, random.nextBoolean());
            case 7 -> new EnableNode(TARGET, node);
            case 8 -> random.nextBoolean() ? new DisableNode(TARGET, node) : new ResetNode(TARGET, node);
            case 9 -> new OverridePermission(TARGET, Commerce.INVOICES, null, actions());
            case 10 ->
                new OverridePermission(
                        TARGET, Commerce.ORDERS, new LevelName(pick("NONE", "VIEW", "EDIT", "EDIT_OWN")), null);
            case 11 -> new ClearOverride(TARGET, node);
            case 12 ->
                new SetRecordScope(
                        TARGET,
                        Commerce.INVOICES,
                        random.nextBoolean() ? new ActionName("view") : null,
                        random.nextBoolean() ? new ScopeExpression.CreatedByMe() : new ScopeExpression.All());
            case 13 ->
                new ClearRecordScope(TARGET, Commerce.INVOICES, random.nextBoolean() ? new ActionName("view") : null);
            case 14 -> new SetNavigation(TARGET, Commerce.HOME, Navigation.values()[random.nextInt(3)]);
            case 15 -> instances();
            case 16 ->
                random.nextBoolean()
                        ? new SetSetting(TARGET, Commerce.LOAD, Map.of("option", "THRESHOLD", "parameter", 7L))
                        : new SetSetting(TARGET, Commerce.LOAD, "NONE");
            default ->
                random.nextBoolean()
                        ? new SetSetting(TARGET, Commerce.CURRENCIES, List.of("EUR", pick("SEK", "NOK")))
                        : new ClearSetting(TARGET, random.nextBoolean() ? Commerce.LOAD : Commerce.CURRENCIES);
        };
    }

    private ProfileChange instances() {
        if (random.nextInt(3) == 0) {
            InstanceMode mode = random.nextBoolean() ? InstanceMode.ALL : InstanceMode.UNSET;
            return new SelectInstances(TARGET, Commerce.TEAMS, null, mode, null, none(), none());
        }
        SortedSet<RecordId> only = none();
        List.of("support", "sales").forEach(team -> {
            if (random.nextBoolean()) {
                only.add(new RecordId(team));
            }
        });
        return new SelectInstances(TARGET, Commerce.TEAMS, null, InstanceMode.SELECTED, only, none(), none());
    }

    private static SortedSet<RecordId> none() {
        return new TreeSet<>();
    }

    private ActionSet actions() {
        return random.nextBoolean() ? ActionSet.of("view", "edit") : ActionSet.of("view");
    }

    private @Nullable String pick(@Nullable String... all) {
        return all[random.nextInt(all.length)];
    }
}
