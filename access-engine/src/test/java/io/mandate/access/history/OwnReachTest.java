package io.mandate.access.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// An access that goes by an attribute of the user's own, or by what is registered about a record, is another one when
/// these change.
class OwnReachTest {
    private static final UserId SAM = new UserId("sam");
    private static final NodeKey INVOICES = new NodeKey("commerce/invoices");
    private static final ActionName EDIT = new ActionName("edit");
    private static final RecordId ONE = new RecordId("inv-1");
    private static final AttributeKey REGION = new AttributeKey("region");
    private static final AccessQuestion SOME = AccessQuestion.about(INVOICES, EDIT);
    private static final AccessQuestion THIS_ONE = new AccessQuestion(INVOICES, EDIT, ONE, null);

    private final Log log = CaseReader.log("""
        catalog: shop
        profiles:
          p:
            defaults: [edit]
            nodes:
              commerce: {enablement: ENABLED}
              commerce/invoices: {scope: {kind: ATTRIBUTE, name: region, values: [$user.region]}}
        users:
          kim: {role: CSR, profile: p, attributes: {region: north}}
          sam: {role: CSR, profile: p, attributes: {region: north}}
        """);

    @Test
    void a_moved_attribute_makes_two_times_of_one_each_with_what_it_reached() {
        long moved = moved("north", "south");
        List<AccessInterval> times = history(SOME).of(SAM);

        assertThat(times).extracting(AccessInterval::scope).containsExactly(region("north"), region("south"));
        assertThat(times.getFirst().until()).isEqualTo(moved);
        assertThat(times.getFirst().lost()).isNull();
        assertThat(times.getLast().began()).isEqualTo(moved);
        assertThat(times.getLast().changed()).isTrue();
        assertThat(facts(times.getLast(), Kind.USER_ATTRIBUTE)).containsExactly(moved - 1);
        assertThat(history(SOME).change(commit(moved), SAM)).isEqualTo(moved - 1);
    }

    @Test
    void who_stands_equally_but_was_not_moved_is_told_by_himself() {
        moved("north", "south");

        assertThat(history(SOME).of(new UserId("kim")))
                .extracting(AccessInterval::scope)
                .containsExactly(region("north"));
    }

    @Test
    void a_record_is_reached_until_the_user_is_moved_and_again_when_it_is_moved_too() {
        long there =
                log.commit(new RecordRegistered(INVOICES, ONE, in("north"))).head();
        long moved = moved("north", "south");
        long followed = log.commit(new RecordChanged(INVOICES, ONE, in("north"), in("south")))
                .head();
        List<AccessInterval> times = history(THIS_ONE).of(SAM);

        assertThat(times).extracting(AccessInterval::since).containsExactly(there, followed);
        assertThat(times.getFirst().until()).isEqualTo(moved);
        assertThat(times.getFirst().lost()).isNotNull();
        assertThat(history(THIS_ONE).turn(commit(moved), SAM)).isEqualTo(moved - 1);
        assertThat(facts(times.getFirst(), Kind.RECORD)).containsExactly(there);
        assertThat(facts(times.getLast(), Kind.RECORD)).containsExactly(followed);
        assertThat(facts(times.getLast(), Kind.USER_ATTRIBUTE)).containsExactly(moved - 1);
    }

    @Test
    void what_changes_beside_makes_no_other_time() {
        log.commit(new RecordRegistered(INVOICES, ONE, in("north")));
        log.commit(new RecordChanged(
                INVOICES,
                ONE,
                in("north"),
                new RecordData(SAM, SAM, new TreeSet<>(), Map.of(), Map.of(REGION, "north"))));
        log.commit(new UserDetailsChanged(SAM, List.of(change("colour", null, "red"))));

        assertThat(history(THIS_ONE).of(SAM)).hasSize(1);
    }

    /// The change is not the last event of its commit.
    private long moved(String from, String to) {
        return log.commit(
                        new UserDetailsChanged(SAM, List.of(change("region", from, to))),
                        new UserDetailsChanged(SAM, List.of(change("colour", null, "red"))))
                .head();
    }

    private static DetailChange change(String attribute, @Nullable String from, String to) {
        return new DetailChange("attributes." + attribute, null, null, from, to);
    }

    private static RecordData in(String region) {
        return new RecordData(null, null, new TreeSet<>(), Map.of(), Map.of(REGION, region));
    }

    private static ScopeExpression region(String name) {
        return new Attribute(REGION, new TreeSet<>(Set.of(name)));
    }

    private static List<Long> facts(AccessInterval time, Kind kind) {
        return time.because().stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::fact)
                .toList();
    }

    private AccessHistory history(AccessQuestion question) {
        TenantVersions versions = log.index().versions(Log.TENANT);
        return new AccessHistory(versions, question, 0, log.head(), null);
    }

    private List<RecordedEvent> commit(long end) {
        return log.commits().stream()
                .filter(commit -> commit.getLast().seq() == end)
                .findFirst()
                .orElseThrow();
    }
}
