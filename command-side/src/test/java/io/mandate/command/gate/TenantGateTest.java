package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.InNewAcme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId.Kind;
import io.mandate.store.follow.EventReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantGateTest extends InNewAcme {
    @Test
    void a_change_is_one_commit_with_its_actor_and_is_known_at_once() {
        Outcome outcome = node.send(gil(), Acme.user(tenant, SAM, STAFF, CLERKS));

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.ids()).containsExactly("sam");
        assertThat(outcome.revision()).isEqualTo(outcome.position().seq());
        assertThat(node.live().now(tenant).user(SAM)).isNotNull();
        List<RecordedEvent> commit = node.get(EventReader.class)
                .commits(tenant, outcome.position().seq() - 3, 10)
                .getFirst()
                .events();
        assertThat(commit).hasSize(3).allSatisfy(event -> {
            assertThat(event.metadata().actor().id()).isEqualTo(GIL);
            assertThat(event.metadata().actorProfile()).isEqualTo(ADMINISTRATORS);
            assertThat(event.metadata().actorProfileRevision()).isEqualTo(1);
            assertThat(event.metadata().ip().clear()).isEqualTo("10.0.0.7");
            assertThat(event.metadata().causationId()).isEqualTo("Events");
        });
    }

    @Test
    void nothing_of_a_refused_change_is_kept() {
        long before = node.live().head(tenant);

        var refusal = node.refusal(
                gil(), Acme.user(tenant, SAM, STAFF, CLERKS), Acme.user(tenant, EVE, STAFF, new ProfileId("missing")));

        assertThat(refusal).hasValueSatisfying(r -> assertThat(r.code()).isEqualTo(RejectionCode.PROFILE_NOT_FOUND));
        assertThat(node.live().head(tenant)).isEqualTo(before);
        assertThat(node.sql()
                        .sql("SELECT count(*) FROM mandate.used_id WHERE tenant = ? AND id = 'sam'")
                        .param(tenant.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void who_lacks_the_right_is_told_which_one_and_why() {
        node.send(gil(), Acme.user(tenant, SAM, STAFF, CLERKS));

        var refusal = node.refusal(caller(tenant, SAM), Acme.user(tenant, EVE, STAFF, CLERKS));

        assertThat(refusal).hasValueSatisfying(r -> {
            assertThat(r.code()).isEqualTo(RejectionCode.NOT_PERMITTED);
            assertThat(r.parameters())
                    .containsEntry("action", "edit")
                    .containsEntry("resource", "administration/users")
                    .containsEntry("decisionReason", "NODE_NOT_ENABLED");
        });
    }

    @Test
    void a_refused_change_is_counted_in_the_journal() {
        node.refusal(caller(tenant, new UserId("nobody")), Acme.user(tenant, EVE, STAFF, CLERKS));

        assertThat(node.get(io.mandate.store.journal.AccessJournal.class).page(tenant, 0, 10))
                .anySatisfy(row -> {
                    assertThat(row.entry().what()).isEqualTo("NOT_PERMITTED");
                    assertThat(row.entry().actor().id().value()).isEqualTo("nobody");
                });
    }

    @Test
    void a_suspended_administrator_can_do_nothing_more_on_another_node() {
        try (CommandNode other = node.another()) {
            node.send(gil(), Recorded.in(tenant, Kind.USER, MARIA, new UserSuspended(MARIA)));

            var refusal = other.refusal(caller(tenant, MARIA), Acme.user(tenant, EVE, STAFF, CLERKS));

            assertThat(refusal)
                    .hasValueSatisfying(
                            r -> assertThat(r.parameters()).containsEntry("decisionReason", "USER_SUSPENDED"));
        }
    }

    @Test
    void an_unknown_tenant_is_refused() {
        var elsewhere = caller(new TenantId("nowhere"), GIL);

        var refusal = node.refusal(elsewhere, Acme.user(elsewhere.tenant(), EVE, STAFF, null));

        assertThat(refusal).hasValueSatisfying(r -> assertThat(r.code()).isEqualTo(RejectionCode.TENANT_NOT_FOUND));
    }

    @Test
    void who_is_no_operator_cannot_tell_which_tenants_there_are() {
        var there = node.refusal(gil(), Acme.begin(tenant));

        assertThat(there).hasValueSatisfying(r -> {
            assertThat(r.code()).isEqualTo(RejectionCode.NOT_PERMITTED);
            assertThat(r.parameters()).containsEntry("decisionReason", "OPERATORS_ONLY");
        });
        assertThat(node.refusal(gil(), Acme.begin(new TenantId("nowhere")))).isEqualTo(there);
    }

    @Test
    void a_tenant_begins_once() {
        var again = node.refusal(MANDATE, Acme.begin(tenant));

        assertThat(again).hasValueSatisfying(r -> assertThat(r.code()).isEqualTo(RejectionCode.TENANT_ALREADY_EXISTS));
    }

    @Test
    void the_same_key_and_body_are_answered_again_without_doing_it_again() {
        ChangeRequest request = CommandNode.request(gil(), "key-1", "{\"a\":1}");
        List<Recorded> commands = List.of(Acme.user(tenant, SAM, STAFF, CLERKS));

        Outcome first = node.gate().execute(request, commands);
        Outcome second = node.gate().execute(request, commands);

        assertThat(second).isEqualTo(first);
        assertThat(node.live().head(tenant)).isEqualTo(first.position().seq());
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        node.gate()
                .execute(
                        CommandNode.request(gil(), "key-1", "{\"a\":1}"),
                        List.of(Acme.user(tenant, SAM, STAFF, CLERKS)));

        assertThatThrownBy(() -> node.gate()
                        .execute(
                                CommandNode.request(gil(), "key-1", "{\"a\":2}"),
                                List.of(Acme.user(tenant, EVE, STAFF, CLERKS))))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.rejection().code()).isEqualTo(RejectionCode.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void keys_are_forgotten_after_seven_days_and_not_before() {
        node.gate().execute(CommandNode.request(gil(), "old", "{}"), List.of(Acme.user(tenant, SAM, STAFF, CLERKS)));
        node.gate().execute(CommandNode.request(gil(), "young", "{}"), List.of(Acme.user(tenant, EVE, STAFF, CLERKS)));
        node.sql()
                .sql("UPDATE mandate.idempotency SET recorded_at = recorded_at - CASE key WHEN 'old' THEN"
                        + " interval '7 days 1 minute' ELSE interval '6 days 23 hours' END WHERE tenant = ?")
                .param(tenant.value())
                .update();

        node.get(ForgetsOldKeys.class).forget();

        assertThat(node.sql()
                        .sql("SELECT key FROM mandate.idempotency WHERE tenant = ?")
                        .param(tenant.value())
                        .query(String.class)
                        .list())
                .containsExactly("young");
    }

    @Test
    void who_is_suspended_does_not_even_hear_again_what_he_was_told() {
        ChangeRequest request = CommandNode.request(gil(), "key-1", "{}");
        List<Recorded> commands = List.of(Acme.user(tenant, SAM, STAFF, CLERKS));
        node.gate().execute(request, commands);
        node.gate().executeEach(CommandNode.request(gil(), "key-2", "{}"), sams("tom"), _ -> {});

        node.send(caller(tenant, MARIA), user(GIL, new UserSuspended(GIL)));

        assertThatThrownBy(() -> node.gate().execute(request, commands))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.rejection().parameters()).containsEntry("decisionReason", "USER_SUSPENDED"));
        assertThatThrownBy(
                        () -> node.gate().executeEach(CommandNode.request(gil(), "key-2", "{}"), sams("tom"), _ -> {}))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.rejection().code()).isEqualTo(RejectionCode.NOT_PERMITTED));
    }

    @Test
    void a_retry_is_answered_as_it_was_though_it_would_be_refused_by_now() {
        ChangeRequest request = CommandNode.request(gil(), "key-1", "{}");
        List<Recorded> commands = List.of(Acme.user(tenant, SAM, STAFF, CLERKS));
        Outcome first = node.gate().execute(request, commands);
        BulkOutcome many = node.gate().executeEach(CommandNode.request(gil(), "key-2", "{}"), sams("tom"), _ -> {});

        node.send(caller(tenant, MARIA), ofTenant(new TenantPolicyChanged(Policy.REASON_REQUIRED, "false", "true")));

        assertThat(node.gate().execute(request, commands)).isEqualTo(first);
        assertThat(node.gate().executeEach(CommandNode.request(gil(), "key-2", "{}"), sams("tom"), _ -> {}))
                .isEqualTo(many);
    }

    private List<Recorded> sams(String id) {
        return List.of(Acme.user(tenant, new UserId(id), STAFF, CLERKS));
    }

    @Test
    void what_was_refused_may_be_tried_again_under_its_key() {
        ChangeRequest request = CommandNode.request(gil(), "key-1", "{}");
        List<Recorded> toUnknownProfile = List.of(Acme.user(tenant, SAM, STAFF, new ProfileId("missing")));
        assertThatThrownBy(() -> node.gate().execute(request, toUnknownProfile)).isInstanceOf(RejectedException.class);

        Outcome outcome = node.gate().execute(request, List.of(Acme.user(tenant, SAM, STAFF, CLERKS)));

        assertThat(outcome.changed()).isTrue();
    }

    @Test
    void of_many_commands_the_refused_ones_are_named_and_the_others_stand() {
        List<Recorded> commands = List.of(
                Acme.user(tenant, new UserId("u1"), STAFF, CLERKS),
                Acme.user(tenant, new UserId("u2"), STAFF, new ProfileId("missing")),
                Acme.user(tenant, new UserId("u3"), STAFF, CLERKS),
                Recorded.in(tenant, Kind.USER, GIL, new UserSuspended(GIL)));
        List<ItemOutcome> told = new java.util.ArrayList<>();

        BulkOutcome outcome = node.gate().executeEach(CommandNode.request(gil(), null, "{}"), commands, told::addAll);

        assertThat(outcome.items()).extracting(ItemOutcome::changed).containsExactly(true, false, true, false);
        assertThat(outcome.items().get(1).rejection().code()).isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
        assertThat(outcome.items().get(3).rejection().code()).isEqualTo(RejectionCode.SELF_SUSPENSION);
        assertThat(told).hasSize(4);
        assertThat(node.live().now(tenant).users(CLERKS)).containsExactly(new UserId("u1"), new UserId("u3"));
        assertThat(node.live().head(tenant)).isEqualTo(outcome.position().seq());
    }

    @Test
    void many_commands_under_one_key_are_answered_again_with_each_result() {
        ChangeRequest request = CommandNode.request(gil(), "bulk", "{}");
        List<Recorded> commands = List.of(
                Acme.user(tenant, new UserId("u1"), STAFF, CLERKS),
                Acme.user(tenant, new UserId("u2"), STAFF, new ProfileId("missing")));

        BulkOutcome first = node.gate().executeEach(request, commands, _ -> {});
        BulkOutcome second = node.gate().executeEach(request, commands, _ -> {});

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_profile_in_use_is_refused_with_the_names_and_states_of_its_users() {
        node.send(gil(), Acme.user(tenant, new UserId("ana"), STAFF, CLERKS));
        node.send(gil(), Acme.user(tenant, new UserId("ben"), STAFF, CLERKS));
        node.send(gil(), Recorded.in(tenant, Kind.USER, "ben", new UserSuspended(new UserId("ben"))));

        var refusal = node.refusal(
                gil(),
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        CLERKS,
                        new io.mandate.events.profile.ProfileEvent.ProfileDeleted(
                                CLERKS, new ProfileName("Clerks"), null, 1)));

        assertThat(refusal).hasValueSatisfying(r -> {
            assertThat(r.code()).isEqualTo(RejectionCode.PROFILE_IN_USE);
            assertThat(r.message())
                    .isEqualTo("\"Clerks\" is still assigned to 2 users (First-ana Last, First-ben Last - suspended). "
                            + "Give them another profile first.");
            assertThat(r.parameters().get("userIds")).isEqualTo(List.of("ana", "ben"));
        });
    }

    @Test
    void a_change_that_records_nothing_answers_the_head() {
        Outcome outcome = node.send(gil(), Recorded.in(tenant, Kind.USER, GIL));

        assertThat(outcome.changed()).isFalse();
        assertThat(outcome.position().seq()).isEqualTo(node.live().head(tenant));
    }

    @Test
    void the_last_administrator_stays() {
        node.send(gil(), unassigned(MARIA));

        var refusal = node.refusal(gil(), unassigned(GIL));

        assertThat(refusal).hasValueSatisfying(r -> assertThat(r.code()).isEqualTo(RejectionCode.LAST_ADMINISTRATOR));
    }

    private Caller gil() {
        return caller(tenant, GIL);
    }

    private Recorded unassigned(UserId user) {
        return Recorded.in(
                tenant, Kind.USER, user, new UserUnassigned(user, ADMINISTRATORS, new ProfileName("Administrators")));
    }
}
