package io.mandate.access.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The records of `administration/profiles` and `administration/tokens` are the profiles and tokens, now and in the
/// past, whatever is registered under their ids.
class OwnRecordsTest {
    private static final UserId PAM = new UserId("pam");
    private static final UserId CY = new UserId("cy");
    private static final ProfileId OTHER = new ProfileId("other");
    private static final TokenId TOKEN = new TokenId("t-1");
    private static final NodeKey PROFILES = new NodeKey("administration/profiles");
    private static final NodeKey TOKENS = new NodeKey("administration/tokens");
    private static final ActionName EDIT = new ActionName("edit");
    private static final RoleTypeKey PARTNER = new RoleTypeKey("PARTNER");
    private static final RoleTypeKey CSR = new RoleTypeKey("CSR");
    private static final String PARTNERS = "{kind: ATTRIBUTE, name: roleType, values: [PARTNER]}";

    @Test
    void a_profile_is_reached_by_its_role_type_since_it_has_it() {
        Log log = scoped(PARTNERS);
        assertThat(edit(log, PROFILES, OTHER.value()).decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
        long given = log.commit(
                        new ProfileRoleTypeChanged(OTHER, null, PARTNER),
                        new ProfileDescriptionChanged(OTHER, null, "for partners"))
                .head();
        log.commit(new ProfileDescriptionChanged(OTHER, "for partners", null));

        assertThat(records(edit(log, PROFILES, OTHER.value()).findings())).containsExactly(given - 1);
        long taken = log.commit(new ProfileRoleTypeChanged(OTHER, PARTNER, CSR)).head();
        assertThat(edit(log, PROFILES, OTHER.value()).findings())
                .last()
                .isEqualTo(new Finding(11, Kind.RECORD, false, PROFILES, taken, null));

        List<AccessInterval> times = history(log, PROFILES, OTHER.value()).of(PAM);
        assertThat(times).last().satisfies(time -> {
            assertThat(time.since()).isEqualTo(given);
            assertThat(time.until()).isEqualTo(taken);
            assertThat(records(time.because())).containsExactly(given - 1);
        });
        assertThat(history(log, PROFILES, OTHER.value()).turn(commit(log, given), PAM))
                .isEqualTo(given - 1);
    }

    @Test
    void what_is_registered_under_the_id_of_a_profile_or_token_says_nothing() {
        Log log = scoped("{kind: CREATED_BY_ME}").commit(issued());
        log.commit(registered(PROFILES, OTHER.value()), registered(TOKENS, TOKEN.value()));
        assertThat(edit(log, PROFILES, OTHER.value()).decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
        assertThat(edit(log, TOKENS, TOKEN.value()).decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);

        log.commit(new ProfileDeleted(OTHER, new ProfileName("other"), null, 1), new TokenRevoked(TOKEN, CY));
        assertThat(edit(log, PROFILES, OTHER.value()).decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
        assertThat(edit(log, TOKENS, TOKEN.value()).decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
        log.commit(registered(PROFILES, "nothing"), registered(TOKENS, "nothing"));
        assertThat(edit(log, PROFILES, "nothing").decision().allowed()).isTrue();
        assertThat(edit(log, TOKENS, "nothing").decision().allowed()).isTrue();
    }

    @Test
    void a_token_is_what_its_principal_is_since_it_was_issued() {
        Log log = scoped(PARTNERS);
        long issued =
                log.commit(issued(), new UserDetailsChanged(CY, List.of())).head();
        long before = log.now().user(CY).facts().role();
        Explanation told = edit(log, TOKENS, TOKEN.value());
        assertThat(told.decision().allowed()).isTrue();
        assertThat(records(told.findings())).contains(issued - 1, before);
        log.commit(new TokenRevoked(TOKEN, CY));
        long taken = log.commit(new UserRoleChanged(CY, new RoleKey("PARTNER"), new RoleKey("CSR")))
                .head();

        assertThat(edit(log, TOKENS, TOKEN.value()).decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
        AccessHistory history = history(log, TOKENS, TOKEN.value());
        assertThat(history.of(PAM)).singleElement().satisfies(time -> {
            assertThat(time.since()).isEqualTo(issued);
            assertThat(time.until()).isEqualTo(taken);
        });
        assertThat(history.turn(commit(log, issued), PAM)).isEqualTo(issued - 1);
        assertThat(history.turn(commit(log, taken), PAM)).isEqualTo(taken);
    }

    @Test
    void a_token_belongs_to_its_principal() {
        Log log = scoped("{kind: ASSIGNED_TO_ME}");
        log.commit(new TokenIssued(TOKEN, PAM, "0".repeat(64), new TreeSet<>(), null));

        assertThat(records(edit(log, TOKENS, TOKEN.value()).findings())).containsExactly(log.head());
        log.commit(new TokenIssued(new TokenId("t-2"), CY, "1".repeat(64), new TreeSet<>(), null));
        assertThat(AccessRules.decide(log.now(), Question.about(PAM, TOKENS, EDIT, new RecordId("t-2")))
                        .reason())
                .isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
    }

    private static Log scoped(String scope) {
        return CaseReader.log("""
            catalog: shop
            profiles:
              admins: {nodes: {administration: {actions: [view, edit], scope: %s}}}
              other: {}
            users:
              pam: {role: CSR, profile: admins}
              cy: {role: PARTNER}
            """.formatted(scope)).commit(defined(PROFILES), defined(TOKENS));
    }

    private static CatalogNodeDefined defined(NodeKey node) {
        NodeDefinition definition = new NodeDefinition(
                NodeDefinition.Kind.RESOURCE,
                new NodeKey("administration"),
                Label.of(node.value()),
                true,
                ActionSet.of("view", "edit"),
                Map.of(),
                List.of(),
                true,
                null,
                null,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
        return new CatalogNodeDefined(node, definition, null);
    }

    private static TokenIssued issued() {
        return new TokenIssued(TOKEN, CY, "0".repeat(64), new TreeSet<>(), null);
    }

    private static RecordRegistered registered(NodeKey node, String id) {
        return new RecordRegistered(
                node, new RecordId(id), new RecordData(PAM, PAM, new TreeSet<>(), Map.of(), Map.of()));
    }

    private static Explanation edit(Log log, NodeKey node, String record) {
        return Explanation.of(log.now(), Question.about(PAM, node, EDIT, new RecordId(record)));
    }

    private static List<Long> records(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.kind() == Kind.RECORD && finding.holds())
                .map(Finding::fact)
                .toList();
    }

    private static AccessHistory history(Log log, NodeKey node, String record) {
        TenantVersions versions = log.index().versions(Log.TENANT);
        return new AccessHistory(
                versions, new AccessQuestion(node, EDIT, new RecordId(record), null), 0, log.head(), null);
    }

    private static List<RecordedEvent> commit(Log log, long end) {
        return log.commits().stream()
                .filter(commit -> commit.getLast().seq() == end)
                .findFirst()
                .orElseThrow();
    }
}
