package io.mandate.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.history.Log;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which events about a record, and about the attributes of its user, a decision rests on.
class NecessaryEventsTest {
    private static final UserId SAM = new UserId("sam");
    private static final UserId KIM = new UserId("kim");
    private static final NodeKey INVOICES = new NodeKey("commerce/invoices");
    private static final NodeKey AGENTS = new NodeKey("staff/agents");
    private static final RecordId ONE = new RecordId("inv-1");
    private static final AttributeKey REGION = new AttributeKey("region");
    private static final AttributeKey COLOUR = new AttributeKey("colour");
    private static final String MINE = "{kind: ASSIGNED_TO_ME}";
    private static final String NORTH = "{kind: ATTRIBUTE, name: region, values: [north]}";
    private static final String OWN_REGION = "{kind: ATTRIBUTE, name: region, values: [$user.region]}";

    private @Nullable RecordData last;

    @Test
    void a_record_counts_since_it_says_what_is_asked_for() {
        Log log = scoped(MINE);
        long owned = record(log, owned(SAM, Map.of()));
        record(log, owned(SAM, Map.of(COLOUR, "red")));
        assertThat(facts(log, Kind.RECORD)).containsExactly(owned);

        record(log, owned(KIM, Map.of()));
        long again = record(log, owned(SAM, Map.of()));
        assertThat(facts(log, Kind.RECORD)).containsExactly(again);

        log.commit(new RecordRetired(INVOICES, ONE, owned(SAM, Map.of())));
        last = null;
        long anew = record(log, owned(SAM, Map.of()));
        assertThat(facts(log, Kind.RECORD)).containsExactly(anew);
    }

    @Test
    void of_several_events_in_one_commit_it_is_the_one_that_said_so() {
        Log log = scoped(MINE);
        record(log, owned(KIM, Map.of()));
        RecordData mine = owned(SAM, Map.of());
        log.commit(
                new RecordChanged(INVOICES, ONE, owned(KIM, Map.of()), mine),
                new RecordChanged(INVOICES, ONE, mine, owned(SAM, Map.of(COLOUR, "red"))));

        assertThat(facts(log, Kind.RECORD)).containsExactly(log.head() - 1);
    }

    @Test
    void where_all_of_several_are_asked_for_each_has_its_event() {
        Log log = scoped("{kind: ALL_OF, parts: [%s, %s]}".formatted(NORTH, MINE));
        long owned = record(log, owned(SAM, Map.of(REGION, "south")));
        long moved = record(log, owned(SAM, Map.of(REGION, "north")));

        assertThat(facts(log, Kind.RECORD)).containsExactly(owned, moved);
    }

    @Test
    void where_any_of_several_would_do_the_one_that_did_first_is_told_as_long_as_it_does() {
        Log log = scoped("{kind: ANY_OF, parts: [%s, %s]}".formatted(NORTH, MINE));
        long owned = record(log, owned(SAM, Map.of(REGION, "south")));
        long moved = record(log, owned(SAM, Map.of(REGION, "north")));
        assertThat(facts(log, Kind.RECORD)).containsExactly(owned);

        record(log, owned(KIM, Map.of(REGION, "north")));
        assertThat(facts(log, Kind.RECORD)).containsExactly(moved);
    }

    @Test
    void what_the_question_says_rests_on_no_event() {
        Log log = scoped("{kind: ALL_OF, parts: [%s, %s]}".formatted(OWN_REGION, MINE));
        long owned = record(log, owned(SAM, Map.of(REGION, "south")));
        AssertedRecord said = new AssertedRecord(null, null, null, Map.of(), Map.of(REGION, "west"));
        Question question = new Question(SAM, INVOICES, new ActionName("edit"), ONE, said, Map.of(REGION, "west"));
        Explanation explanation = Explanation.of(log.now(), question);

        assertThat(explanation.decision().allowed()).isTrue();
        assertThat(of(explanation, Kind.RECORD)).extracting(Finding::fact).containsExactly(owned);
        assertThat(of(explanation, Kind.USER_ATTRIBUTE)).isEmpty();
    }

    @Test
    void what_is_reached_by_an_attribute_of_the_user_rests_on_who_gave_it_to_him() {
        Log log = scoped(OWN_REGION);
        long created = created(log);
        long there = record(log, owned(KIM, Map.of(REGION, "north")));
        assertThat(found(log, Kind.USER_ATTRIBUTE)).containsExactly(attribute(created));
        assertThat(facts(log, Kind.RECORD)).containsExactly(there);

        log.commit(moved("north", "south"), named());
        long back = log.commit(moved("south", "north"), named()).head() - 1;
        log.commit(named());
        assertThat(found(log, Kind.USER_ATTRIBUTE)).containsExactly(attribute(back));
    }

    @Test
    void about_the_resource_as_a_whole_the_attributes_are_told_that_its_scope_names() {
        Log log = scoped(OWN_REGION);
        Question question = Question.about(SAM, INVOICES, new ActionName("edit"));
        assertThat(of(Explanation.of(log.now(), question), Kind.USER_ATTRIBUTE))
                .containsExactly(attribute(created(log)));

        long taken = log.commit(moved("north", null)).head();
        assertThat(of(Explanation.of(log.now(), question), Kind.USER_ATTRIBUTE)).containsExactly(attribute(taken));
        assertThat(of(Explanation.of(log.now(), question), Kind.RECORD)).isEmpty();
    }

    @Test
    void out_of_reach_the_limit_is_named_and_which_version_of_the_record_it_was() {
        Log log = scoped(MINE);
        record(log, owned(SAM, Map.of()));
        record(log, owned(KIM, Map.of()));
        long latest = record(log, owned(KIM, Map.of(COLOUR, "red")));
        Explanation explanation = explained(log);

        assertThat(explanation.decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
        assertThat(explanation.findings().reversed()).element(1).satisfies(limit -> {
            assertThat(limit.kind()).isEqualTo(Kind.RECORD_SCOPE);
            assertThat(limit.holds()).isFalse();
            assertThat(limit.fact()).isEqualTo(explanation.decision().fact());
        });
        assertThat(explanation.findings())
                .last()
                .isEqualTo(new Finding(11, Kind.RECORD, false, INVOICES, latest, null));
    }

    @Test
    void out_of_reach_and_not_registered_the_limit_is_the_last_that_is_named() {
        assertThat(explained(scoped(MINE)).findings())
                .last()
                .extracting(Finding::kind)
                .isEqualTo(Kind.RECORD_SCOPE);
    }

    @Test
    void what_lies_in_a_picked_container_rests_on_who_put_it_there() {
        Log log = CaseReader.log("""
            catalog: shop
            profiles:
              p: {defaults: [view], nodes: {staff: {enablement: ENABLED}, staff/teams: {instances: [t-1]}}}
            users:
              sam: {role: CSR, profile: p}
            """);
        RecordId agent = new RecordId("a-1");
        RecordData before = inTeam("t-2");
        long put = log.commit(new RecordRegistered(AGENTS, agent, before))
                .commit(new RecordChanged(AGENTS, agent, before, inTeam("t-2", "t-1")))
                .head();
        log.commit(new RecordChanged(AGENTS, agent, inTeam("t-2", "t-1"), inTeam("t-1", "t-3")));
        Explanation explanation = Explanation.of(log.now(), Question.about(SAM, AGENTS, new ActionName("view"), agent));

        assertThat(of(explanation, Kind.RECORD)).extracting(Finding::fact).containsExactly(put);
    }

    @Test
    void for_whom_a_module_exists_and_since_when_it_is_back_counts_for_what_is_in_it() {
        Log log = scoped(MINE);
        record(log, owned(SAM, Map.of()));
        NodeKey commerce = new NodeKey("commerce");
        NodeDefinition everybody = log.now().catalog().node(commerce).definition();
        long narrowed = log.commit(new CatalogNodeDefined(commerce, forClerks(everybody), everybody))
                .head();
        assertThat(facts(log, Kind.RELEVANT_FOR_ROLE)).contains(narrowed);
        assertThat(facts(log, Kind.RESOURCE_KNOWN)).hasSize(1);

        log.commit(new CatalogNodeRetired(commerce));
        long back = log.commit(new CatalogNodeReinstated(commerce)).head();
        assertThat(found(log, Kind.RESOURCE_KNOWN))
                .last()
                .isEqualTo(new Finding(3, Kind.RESOURCE_KNOWN, true, commerce, back, null));
    }

    private static NodeDefinition forClerks(NodeDefinition node) {
        return new NodeDefinition(
                node.kind(),
                node.parent(),
                node.label(),
                node.navigable(),
                node.supportedActions(),
                node.actionRequires(),
                node.levels(),
                node.recordBased(),
                node.instanceType(),
                node.scopedBy(),
                node.sensitiveFields(),
                node.relevantRoleTypes(),
                Set.of(new RoleKey("CSR")),
                node.actionTier(),
                node.aliases());
    }

    private static Log scoped(String scope) {
        return CaseReader.log("""
            catalog: shop
            profiles:
              p: {defaults: [edit], nodes: {commerce: {enablement: ENABLED}, commerce/invoices: {scope: %s}}}
            users:
              sam: {role: CSR, profile: p, attributes: {region: north}}
            """.formatted(scope));
    }

    private long record(Log log, RecordData data) {
        DomainEvent event =
                last == null ? new RecordRegistered(INVOICES, ONE, data) : new RecordChanged(INVOICES, ONE, last, data);
        last = data;
        return log.commit(event).head();
    }

    private static RecordData owned(UserId owner, Map<AttributeKey, String> attributes) {
        return new RecordData(null, owner, new TreeSet<>(), Map.of(), attributes);
    }

    private static RecordData inTeam(String... teams) {
        TreeSet<RecordId> ids = new TreeSet<>();
        List.of(teams).forEach(team -> ids.add(new RecordId(team)));
        return new RecordData(null, null, new TreeSet<>(), Map.of(new InstanceType("team"), ids), Map.of());
    }

    private static DomainEvent moved(@Nullable String from, @Nullable String to) {
        return new UserDetailsChanged(SAM, List.of(new DetailChange("attributes.region", null, null, from, to)));
    }

    private static DomainEvent named() {
        return new UserDetailsChanged(SAM, List.of(new DetailChange("attributes.colour", null, null, null, "red")));
    }

    private static long created(Log log) {
        return log.now().user(SAM).facts().created();
    }

    private static Finding attribute(long fact) {
        return new Finding(11, Kind.USER_ATTRIBUTE, true, null, fact, null, REGION);
    }

    private static Explanation explained(Log log) {
        return Explanation.of(log.now(), Question.about(SAM, INVOICES, new ActionName("edit"), ONE));
    }

    private static List<Long> facts(Log log, Kind kind) {
        return found(log, kind).stream().map(Finding::fact).toList();
    }

    private static List<Finding> found(Log log, Kind kind) {
        Explanation explanation = explained(log);
        assertThat(explanation.decision().allowed()).isTrue();
        return of(explanation, kind);
    }

    private static List<Finding> of(Explanation explanation, Kind kind) {
        return explanation.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }
}
