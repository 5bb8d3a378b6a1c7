package io.mandate.command.record;

import static io.mandate.command.given.GivenTenant.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTest {
    private static final RecordId INV = new RecordId("INV:1/ä?#%");
    private static final RecordData SAMS = new RecordData(new UserId("sam"), null, new TreeSet<>(), Map.of(), Map.of());
    private static final RecordData KIMS = new RecordData(new UserId("kim"), null, new TreeSet<>(), Map.of(), Map.of());
    private static final RecordRegistered REGISTERED = new RecordRegistered(Shop.INVOICES, INV, SAMS);

    private final GivenTenant tenant = Shop.tenant();

    private TestExecutor<RecordAggregate> given(RecordEvent... events) {
        AggregateTestFixture<RecordAggregate> fixture = new AggregateTestFixture<>(RecordAggregate.class);
        fixture.registerInjectableResource(tenant.head());
        return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given((Object[]) events);
    }

    private static RegisterRecord register(NodeKey resource, RecordData data) {
        return new RegisterRecord(TENANT, resource, INV, data);
    }

    @Test
    void a_record_is_registered_once_and_the_same_again_is_no_mistake() {
        given().when(register(Shop.INVOICES, SAMS)).expectEvents(REGISTERED);
        given(REGISTERED)
                .when(register(Shop.INVOICES, SAMS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        refused(given(REGISTERED).when(register(Shop.INVOICES, KIMS)), RejectionCode.RECORD_ALREADY_REGISTERED);
    }

    @Test
    void a_retired_record_can_be_registered_again() {
        given(REGISTERED, new RecordRetired(Shop.INVOICES, INV, SAMS))
                .when(register(Shop.INVOICES, KIMS))
                .expectEvents(new RecordRegistered(Shop.INVOICES, INV, KIMS));
    }

    @Test
    void records_are_registered_where_scopes_reach_or_instances_are_picked_only() {
        given().when(register(Shop.TEAMS, SAMS)).expectSuccessfulHandlerExecution();
        refused(given().when(register(Shop.DASHBOARD, SAMS)), RejectionCode.SCOPE_NOT_APPLICABLE);
        refused(given().when(register(Shop.OLD, SAMS)), RejectionCode.NODE_RETIRED);
        refused(given().when(register(new NodeKey("shop/robots"), SAMS)), RejectionCode.NODE_UNKNOWN);
    }

    @Test
    void nothing_is_registered_of_what_is_kept_here_itself() {
        for (String own : List.of("users", "profiles", "tokens", "records")) {
            NodeKey node = new NodeKey("administration/" + own);
            refused(given().when(register(node, SAMS)), RejectionCode.FIELD_INVALID);
            given(new RecordRegistered(node, INV, SAMS))
                    .when(new RetireRecord(TENANT, node, INV))
                    .expectEvents(new RecordRetired(node, INV, SAMS));
        }
    }

    @Test
    void a_change_names_what_was_known_before() {
        ChangeRecord change = new ChangeRecord(TENANT, Shop.INVOICES, INV, KIMS);
        given(REGISTERED).when(change).expectEvents(new RecordChanged(Shop.INVOICES, INV, SAMS, KIMS));
        given(REGISTERED, new RecordChanged(Shop.INVOICES, INV, SAMS, KIMS))
                .when(change)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        refused(given().when(change), RejectionCode.RECORD_NOT_FOUND);
    }

    @Test
    void retiring_names_what_was_known_last() {
        RetireRecord retire = new RetireRecord(TENANT, Shop.INVOICES, INV);
        given(REGISTERED).when(retire).expectEvents(new RecordRetired(Shop.INVOICES, INV, SAMS));
        refused(given().when(retire), RejectionCode.RECORD_NOT_FOUND);
    }

    @Test
    void what_is_registered_is_bounded() {
        SortedSet<UserId> crowd = IntStream.range(0, 1_001)
                .mapToObj(i -> new UserId("u" + i))
                .collect(Collectors.toCollection(TreeSet::new));
        SortedSet<RecordId> teams = IntStream.range(0, 1_001)
                .mapToObj(i -> new RecordId("t" + i))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<AttributeKey, String> attributes = new HashMap<>();
        IntStream.range(0, 101).forEach(i -> attributes.put(new AttributeKey("a" + i), "x"));
        Map<InstanceType, SortedSet<RecordId>> containers = Map.of(new InstanceType("team"), teams);
        AttributeKey note = new AttributeKey("note");
        for (RecordData data : List.of(
                new RecordData(null, null, crowd, Map.of(), Map.of()),
                new RecordData(null, null, new TreeSet<>(), containers, Map.of()),
                new RecordData(null, null, new TreeSet<>(), Map.of(), attributes),
                new RecordData(null, null, new TreeSet<>(), Map.of(), Map.of(note, "x".repeat(1_001))))) {
            refused(given().when(register(Shop.INVOICES, data)), RejectionCode.FIELD_INVALID);
            refused(
                    given(REGISTERED).when(new ChangeRecord(TENANT, Shop.INVOICES, INV, data)),
                    RejectionCode.FIELD_INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "invoices:1", "a/b", ":", "ä ö", "x/../y"})
    void every_record_has_a_stream_of_its_own(String id) {
        String stream = new RetireRecord(TENANT, Shop.INVOICES, new RecordId(id)).stream();
        assertThat(stream).isEqualTo("acme/record/shop/invoices:" + id);
    }

    @Test
    void a_record_is_judged_by_its_own_data_and_resource_before_and_after() {
        tenant.happened(REGISTERED);
        AccessView head = tenant.head();
        List<RequiredRight> rights = new ChangeRecord(TENANT, Shop.INVOICES, INV, KIMS).rights(head);
        assertThat(rights)
                .extracting(right -> right.data().creator())
                .containsExactly(new UserId("sam"), new UserId("kim"));
        assertThat(rights)
                .allSatisfy(right -> assertThat(right.data().attributes()).containsValue("shop/invoices"));
        assertThat(register(Shop.INVOICES, KIMS).right(head).action().value()).isEqualTo("create");
        assertThat(new RetireRecord(TENANT, Shop.INVOICES, INV)
                        .right(head)
                        .data()
                        .creator())
                .isEqualTo(new UserId("sam"));
        assertThat(new RetireRecord(TENANT, Shop.INVOICES, new RecordId("other"))
                        .right(head)
                        .data()
                        .creator())
                .isNull();
    }

    private static void refused(ResultValidator<RecordAggregate> result, RejectionCode code) {
        result.expectException(RejectedException.class).expectExceptionMessage(code.name());
    }
}
