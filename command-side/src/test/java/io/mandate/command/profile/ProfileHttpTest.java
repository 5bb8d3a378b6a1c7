package io.mandate.command.profile;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.jayway.jsonpath.JsonPath;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.Profile;
import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.UserId;
import io.mandate.http.caller.CallerParameters;
import io.mandate.http.problem.ProblemAdvice;
import io.mandate.http.problem.RejectionWitness;
import io.mandate.http.request.RequestParameters;
import io.mandate.live.Wording;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId;
import io.mandate.store.follow.EventReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;

/// Profiles over HTTP, through the gate, on PostgreSQL.
class ProfileHttpTest {
    private static final AtomicInteger MADE = new AtomicInteger();

    private static CommandNode node;
    private static MockMvc http;

    private final String id = "p" + MADE.incrementAndGet();

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = CommandNode.onNewDatabase(folder);
        node.send(MANDATE, Acme.begin(ACME));
        node.send(
                MANDATE,
                Recorded.in(
                        ACME,
                        StreamId.Kind.CATALOG,
                        "catalog",
                        Commerce.events().toArray(DomainEvent[]::new)),
                Recorded.in(
                        ACME,
                        StreamId.Kind.TENANT,
                        "tenant",
                        new TenantPolicyChanged(Policy.GUARD_ESCALATION, "true", "false")),
                Recorded.in(
                        ACME,
                        StreamId.Kind.RECORD,
                        "staff/teams/support",
                        new RecordRegistered(Commerce.TEAMS, new RecordId("support"), RecordData.UNKNOWN)),
                Acme.user(ACME, new UserId("clark"), STAFF, CLERKS));
        HandlerMethodArgumentResolver[] parameters = Stream.concat(
                        Stream.of(CallerParameters.resolver()), RequestParameters.resolvers().stream())
                .toArray(HandlerMethodArgumentResolver[]::new);
        http = MockMvcBuilders.standaloneSetup(
                        node.get(ProfileController.class), node.get(ProfilePartsController.class))
                .setCustomArgumentResolvers(parameters)
                .setControllerAdvice(new ProblemAdvice(
                        new StaticListableBeanFactory().getBeanProvider(RejectionWitness.class),
                        node.get(Wording.class)))
                .build();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void gilCalls() {
        call(Acme.gil());
    }

    @AfterEach
    void nobodyCalls() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_name_makes_a_profile_and_the_answer_says_where_it_is() throws Exception {
        MockHttpServletResponse answer = send(post("/v1/profiles"), "{'name': 'VIP " + id + "'}");

        assertThat(answer.getStatus()).isEqualTo(201);
        String made = read(answer, "$.id");
        assertThat(answer.getHeader("Location")).isEqualTo("/v1/profiles/" + made);
        assertThat(answer.getHeader("ETag")).matches(tag(1));
        assertThat(answer.getHeader("Mandate-Position")).isEqualTo(read(answer, "$.position"));
        assertThat(Objects.requireNonNull(node.live().now(ACME).profile(new ProfileId(made)))
                        .name()
                        .value())
                .isEqualTo("VIP " + id);
    }

    @Test
    void a_profile_with_its_content_is_one_revision() throws Exception {
        MockHttpServletResponse answer = send(post("/v1/profiles"), """
                {'id': '%s', 'name': 'Full %s', 'description': 'All.', 'code': 'C-%s', 'roleType': 'CSR',
                 'associatedRole': 'AGENT', 'defaultActions': ['view', 'edit'], 'permissionType': 'RE',
                 'maskSensitiveData': true, 'reason': 'first draft',
                 'changes': [
                   {'kind': 'EnableNode', 'node': 'commerce'},
                   {'kind': 'OverridePermission', 'node': 'commerce/invoices', 'actions': ['view', 'pay']}]}""".formatted(id, id, id));

        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(profile().revision()).isEqualTo(1);
        assertThat(profile().defaultActions()).isEqualTo(ActionSet.of("edit", "view"));
        assertThat(choice("commerce/invoices").override()).isNotNull();
        var last = node.get(EventReader.class).event(ACME, profile().seq()).orElseThrow();
        assertThat(last.metadata().actor().id()).isEqualTo(Acme.GIL);
        assertThat(Objects.requireNonNull(last.metadata().reason()).clear()).isEqualTo("first draft");
    }

    @Test
    void a_name_is_taken_in_whatever_case_and_spacing() throws Exception {
        create();

        MockHttpServletResponse answer =
                send(post("/v1/profiles"), "{'name': '  profile   " + id.toUpperCase() + " '}");

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(this.<String>read(answer, "$.code")).isEqualTo("PROFILE_NAME_TAKEN");
    }

    @Test
    void a_save_needs_the_revision_that_was_seen() throws Exception {
        create();
        String save = "{'changes': [{'kind': 'RenameProfile', 'name': 'Renamed " + id + "'}]}";

        assertThat(send(patch(path("")), save).getStatus()).isEqualTo(428);
        assertThat(send(patch(path("")).header("If-Match", "\"1\""), save).getHeader("ETag"))
                .matches(tag(2));
        MockHttpServletResponse stale = send(patch(path("")).header("If-Match", "\"1\""), save);
        assertThat(stale.getStatus()).isEqualTo(409);
        assertThat(this.<String>read(stale, "$.code")).isEqualTo("STALE_REVISION");
        assertThat(this.<Integer>read(stale, "$.parameters.revision")).isEqualTo(2);
        assertThat(this.<String>read(stale, "$.parameters.changedBy")).contains("gil");
        assertThat(send(patch(path("")).header("If-Match", "7"), save).getStatus())
                .isEqualTo(400);
    }

    @Test
    void a_save_with_one_wrong_change_changes_nothing_and_says_which() throws Exception {
        create();

        MockHttpServletResponse answer = send(patch(path("")).header("If-Match", "\"1\""), """
                {'changes': [
                  {'kind': 'DescribeProfile', 'description': 'x'},
                  {'kind': 'OverridePermission', 'node': 'staff/robots', 'level': 'VIEW'}]}""");

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(this.<String>read(answer, "$.code")).isEqualTo("NODE_UNKNOWN");
        assertThat(this.<Integer>read(answer, "$.parameters.index")).isEqualTo(1);
        assertThat(this.<String>read(answer, "$.parameters.pointer")).isEqualTo("/changes/1");
        assertThat(profile().revision()).isEqualTo(1);
        assertThat(profile().description()).isNull();
    }

    @Test
    void all_kinds_of_changes_can_be_saved_at_once() throws Exception {
        create();

        MockHttpServletResponse answer = send(patch(path("")).header("If-Match", "\"1\""), """
                {'reason': 'new season', 'changes': [
                  {'kind': 'RenameProfile', 'name': 'All %s'},
                  {'kind': 'DescribeProfile', 'description': 'x'},
                  {'kind': 'ChangeCode', 'code': 'ALL-%s'},
                  {'kind': 'ChangeRoleType', 'roleType': 'CSR'},
                  {'kind': 'ChangeAssociatedRole', 'associatedRole': 'AGENT'},
                  {'kind': 'ChangeDefaultPermission', 'defaultActions': ['view'], 'permissionType': 'R'},
                  {'kind': 'SetMasking', 'maskSensitiveData': true},
                  {'kind': 'EnableNode', 'node': 'commerce'},
                  {'kind': 'DisableNode', 'node': 'home'},
                  {'kind': 'ResetNode', 'node': 'home'},
                  {'kind': 'OverridePermission', 'node': 'commerce/invoices', 'level': 'EDIT'},
                  {'kind': 'ClearOverride', 'node': 'commerce/invoices'},
                  {'kind': 'SetRecordScope', 'node': 'commerce/invoices', 'action': 'edit',
                   'scope': {'kind': 'ANY_OF', 'parts': [{'kind': 'CREATED_BY_ME'}, {'kind': 'ASSIGNED_TO_ME'}]}},
                  {'kind': 'ClearRecordScope', 'node': 'commerce/invoices', 'action': 'edit'},
                  {'kind': 'SetNavigation', 'node': 'home', 'navigation': 'HIDDEN'},
                  {'kind': 'SelectInstances', 'node': 'staff/teams', 'instanceType': 'team', 'add': ['support']},
                  {'kind': 'SetSetting', 'setting': 'configurations/additional-currencies', 'value': ['EUR']},
                  {'kind': 'SetSetting', 'setting': 'currencies/hosted-pages', 'value': {'EUR': 'page-1'}},
                  {'kind': 'SetSetting', 'setting': 'search/load-accounts', 'value': 'THRESHOLD(100)'},
                  {'kind': 'ClearSetting', 'setting': 'search/load-accounts'}]}""".formatted(id, id));

        assertThat(answer.getContentAsString()).contains("\"revision\":2");
        assertThat(profile().name().value()).isEqualTo("All " + id);
        assertThat(profile().maskSensitiveData()).isTrue();
        assertThat(profile().settings()).hasSize(2);
    }

    @Test
    void permissions_are_overridden_and_cleared() throws Exception {
        create();

        ok(put(path("/permissions/commerce/invoices")), "{'level': 'VIEW'}");
        assertThat(Objects.requireNonNull(choice("commerce/invoices").override())
                        .actions())
                .isEqualTo(ActionSet.of("view"));
        ok(delete(path("/permissions/commerce/invoices")), "");
        assertThat(choice("commerce/invoices")).isEqualTo(NodeChoice.NOTHING);
    }

    @Test
    void nodes_are_enabled_disabled_and_reset() throws Exception {
        create();

        ok(put(path("/enablement/commerce")), "{'enablement': 'ENABLED'}");
        ok(put(path("/enablement/commerce")), "{'enablement': 'DISABLED', 'reason': 'closed'}");
        assertThat(Objects.requireNonNull(choice("commerce").enablement()).value())
                .isEqualTo(Enablement.DISABLED);
        ok(delete(path("/enablement/commerce")), "");
        assertThat(choice("commerce")).isEqualTo(NodeChoice.NOTHING);
    }

    @Test
    void scopes_are_set_for_all_actions_or_for_one() throws Exception {
        create();

        ok(put(path("/scope/commerce/invoices?action=edit")), "{'scope': {'kind': 'CREATED_BY_ME'}}");
        ok(put(path("/scope/commerce/invoices")), "{'scope': {'kind': 'ALL'}}");
        assertThat(Objects.requireNonNull(choice("commerce/invoices").scopes().get(new ActionName("edit")))
                        .value())
                .isEqualTo(new CreatedByMe());
        ok(delete(path("/scope/commerce/invoices")), "");
        ok(delete(path("/scope/commerce/invoices?action=edit")), "");
        assertThat(choice("commerce/invoices")).isEqualTo(NodeChoice.NOTHING);
    }

    @Test
    void navigation_is_said_and_taken_back() throws Exception {
        create();

        ok(put(path("/navigation/home")), "{'navigation': 'HIDDEN'}");
        assertThat(Objects.requireNonNull(choice("home").navigation()).value()).isEqualTo(Navigation.HIDDEN);
        ok(delete(path("/navigation/home")), "");
        assertThat(choice("home")).isEqualTo(NodeChoice.NOTHING);
    }

    @Test
    void instances_are_picked_and_let_go() throws Exception {
        create();

        ok(put(path("/instances/staff/teams")), "{'mode': 'SELECTED', 'ids': ['support']}");
        assertThat(Objects.requireNonNull(choice("staff/teams").instances())
                        .value()
                        .picked())
                .containsExactly(new RecordId("support"));
        ok(put(path("/instances/staff/teams")), "{'mode': 'ALL'}");
        assertThat(Objects.requireNonNull(choice("staff/teams").instances())
                        .value()
                        .mode())
                .isEqualTo(InstanceMode.ALL);
        ok(delete(path("/instances/staff/teams")), "");
        assertThat(choice("staff/teams")).isEqualTo(NodeChoice.NOTHING);
    }

    @Test
    void settings_are_set_and_cleared() throws Exception {
        create();

        ok(put(path("/settings/search/load-accounts")), "{'value': {'option': 'THRESHOLD', 'parameter': 5}}");
        assertThat(Objects.requireNonNull(profile().settings().get(Commerce.LOAD))
                        .value())
                .isEqualTo(new SettingValue.Choice("THRESHOLD", 5L));
        ok(delete(path("/settings/search/load-accounts")), "");
        assertThat(profile().settings()).isEmpty();
    }

    @Test
    void a_single_change_minds_the_revision_if_it_names_one() throws Exception {
        create();

        MockHttpServletResponse stale =
                send(put(path("/navigation/home")).header("If-Match", "\"9\""), "{'navigation': 'HIDDEN'}");

        assertThat(stale.getStatus()).isEqualTo(409);
        assertThat(choice("home")).isEqualTo(NodeChoice.NOTHING);
    }

    @Test
    void a_revision_of_another_store_is_stale_though_the_number_is_the_same() throws Exception {
        create();
        String tag =
                send(put(path("/navigation/home")), "{'navigation': 'HIDDEN'}").getHeader("ETag");
        String lost = tag.replaceFirst("\\w+-", "lost-");

        MockHttpServletResponse stale =
                send(put(path("/navigation/home")).header("If-Match", lost), "{'navigation': 'SHOWN'}");
        assertThat(stale.getStatus()).isEqualTo(409);
        assertThat(this.<String>read(stale, "$.code")).isEqualTo("STALE_REVISION");
        assertThat(send(delete(path("")).header("If-Match", lost), "").getStatus())
                .isEqualTo(409);
        ok(delete(path("")).header("If-Match", tag), "");
    }

    private static String tag(long revision) {
        return "\"[a-z0-9]+-" + revision + "\"";
    }

    @Test
    void what_is_already_so_succeeds_without_a_new_revision() throws Exception {
        create();
        ok(put(path("/navigation/home")), "{'navigation': 'HIDDEN'}");

        MockHttpServletResponse again = send(put(path("/navigation/home")), "{'navigation': 'HIDDEN'}");

        assertThat(again.getStatus()).isEqualTo(200);
        assertThat(again.getHeader("ETag")).matches(tag(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permissions/commerce/invoices | {'level': 'VIEW', 'conditions': {}}  | 400 | conditions
            permissions/commerce/invoices | {'level': 'VIEW', 'level': 'EDIT'}   | 400 | twice
            permissions/commerce/invoices | {'level': 5}                         | 400 | /level
            permissions/commerce/invoices | {'actions': 'view'}                  | 400 | /actions
            permissions/commerce/invoices | {'actions': ['View it']}             | 400 | /actions
            permissions/commerce/invoices | {}                                   | 422 | FIELD_REQUIRED
            permissions/commerce/invoices | {'level': 'ALL'}                     | 422 | LEVEL_UNKNOWN
            permissions/commerce/invoices | {'actions': ['edit']}                | 422 | ACTION_REQUIRES
            permissions/home/dashboard    | {'actions': ['view', 'edit']}        | 422 | ACTION_NOT_SUPPORTED
            permissions/Commerce          | {'level': 'VIEW'}                    | 400 | NodeKey
            enablement/commerce           | {}                                   | 422 | FIELD_REQUIRED
            enablement/commerce           | {'enablement': 'MAYBE'}              | 400 | /enablement
            scope/home/dashboard          | {'scope': {'kind': 'ALL'}}           | 422 | SCOPE_NOT_APPLICABLE
            scope/commerce/invoices       | {'scope': {'kind': 'NOT'}}           | 400 | kind
            scope/commerce/invoices       | {'scope': {'kind': 'ALL', 'not': 1}} | 400 | not
            scope/commerce/invoices       | {'scope': null}                      | 422 | FIELD_REQUIRED
            navigation/api/keys           | {'navigation': 'SHOWN'}              | 422 | NAVIGATION_NOT_APPLICABLE
            instances/commerce/invoices   | {'mode': 'ALL'}                      | 422 | INSTANCE_TYPE_MISMATCH
            instances/staff/teams         | {'add': ['nobody']}                  | 404 | RECORD_NOT_FOUND
            settings/search/load-accounts | {'value': 'SOME'}                    | 422 | SETTING_INVALID
            settings/search/load-accounts | {'value': null}                      | 422 | FIELD_REQUIRED
            settings/search/colour        | {'value': true}                      | 422 | SETTING_UNKNOWN
            """)
    void what_is_wrong_is_said_and_nothing_is_stored(String part, String body, int status, String word)
            throws Exception {
        create();

        MockHttpServletResponse answer = send(put(path("/" + part)), body);

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(answer.getContentAsString()).contains(word);
        assertThat(profile().revision()).isEqualTo(1);
    }

    @Test
    void a_change_in_a_list_that_lacks_a_field_is_named() throws Exception {
        create();

        MockHttpServletResponse answer = send(
                patch(path("")).header("If-Match", "\"1\""),
                "{'changes': [{'kind': 'SetMasking', 'maskSensitiveData': true}, {'kind': 'EnableNode'}]}");

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(this.<String>read(answer, "$.parameters.field")).isEqualTo("node");
        assertThat(this.<String>read(answer, "$.parameters.pointer")).isEqualTo("/changes/1");
        assertThat(send(patch(path("")).header("If-Match", "\"1\""), "{'changes': [null]}")
                        .getStatus())
                .isEqualTo(422);
        assertThat(send(patch(path("")).header("If-Match", "\"1\""), "{}").getStatus())
                .isEqualTo(422);
    }

    @Test
    void a_profile_is_deleted_by_who_has_seen_its_revision() throws Exception {
        create();

        assertThat(send(delete(path("")), "").getStatus()).isEqualTo(428);
        ok(delete(path("")).header("If-Match", "\"1\""), "");
        assertThat(node.live().now(ACME).profile(new ProfileId(id))).isNull();
        assertThat(send(put(path("/navigation/home")), "{'navigation': 'HIDDEN'}")
                        .getStatus())
                .isEqualTo(404);
        assertThat(send(delete(path("")).header("If-Match", "\"1\""), "").getStatus())
                .isEqualTo(404);
    }

    @Test
    void a_repeated_creation_under_one_key_makes_one_profile() throws Exception {
        String body = "{'name': 'Once " + id + "'}";

        MockHttpServletResponse first = send(post("/v1/profiles").header("Idempotency-Key", "k" + id), body);
        MockHttpServletResponse again = send(post("/v1/profiles").header("Idempotency-Key", "k" + id), body);

        assertThat(again.getStatus()).isEqualTo(201);
        assertThat(again.getContentAsString()).isEqualTo(first.getContentAsString());
    }

    @Test
    void who_may_not_is_told_which_right_is_missing() throws Exception {
        create();
        call(Acme.caller(ACME, new UserId("clark")));

        MockHttpServletResponse answer = send(put(path("/navigation/home")), "{'navigation': 'HIDDEN'}");

        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(this.<String>read(answer, "$.code")).isEqualTo("NOT_PERMITTED");
        assertThat(this.<String>read(answer, "$.parameters.action")).isEqualTo("edit");
        assertThat(this.<String>read(answer, "$.parameters.resource")).isEqualTo("administration/profiles");
        assertThat(send(post("/v1/profiles"), "{'name': 'Mine'}").getStatus()).isEqualTo(403);
        assertThat(send(delete(path("")).header("If-Match", "\"1\""), "").getStatus())
                .isEqualTo(403);
    }

    private void create() throws Exception {
        MockHttpServletResponse answer =
                send(post("/v1/profiles"), "{'id': '" + id + "', 'name': 'Profile " + id + "'}");
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
    }

    private static void ok(MockHttpServletRequestBuilder request, String body) throws Exception {
        MockHttpServletResponse answer = send(request, body);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    }

    private static MockHttpServletResponse send(MockHttpServletRequestBuilder request, String body) throws Exception {
        return http.perform(request.contentType("application/json").content(body.replace('\'', '"')))
                .andReturn()
                .getResponse();
    }

    private <T> T read(MockHttpServletResponse answer, String path) throws Exception {
        return JsonPath.read(answer.getContentAsString(), path);
    }

    private String path(String tail) {
        return "/v1/profiles/" + id + tail;
    }

    private Profile profile() {
        return Objects.requireNonNull(node.live().now(ACME).profile(new ProfileId(id)));
    }

    private NodeChoice choice(String key) {
        return profile().choice(new NodeKey(key));
    }

    private static void call(Caller caller) {
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken(caller, null, List.of()));
    }
}
