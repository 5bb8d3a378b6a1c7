package io.mandate.query.user;

import io.mandate.access.user.UserStatus;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists and shows users, services and pages. The list of users holds the suspended and the invited ones,
/// too.
@RestController
class UserController {
    private final ModelReads models;

    UserController(ModelReads models) {
        this.models = models;
    }

    @Described(summary = "List users")
    @GetMapping("/v1/users")
    ResponseEntity<Page<UserView>> users(
            Caller caller,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable UserStatus status,
            @RequestParam(required = false) @Nullable RoleKey role,
            @RequestParam(required = false) @Nullable ProfileId profile,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        UserFilter filter = new UserFilter(PrincipalKind.USER, status, role, profile, text);
        return list(caller, atLeast, filter, PageRequest.of("users", after, limit, count));
    }

    @Described(summary = "List services")
    @GetMapping("/v1/services")
    ResponseEntity<Page<UserView>> services(
            Caller caller,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        UserFilter filter = UserFilter.ofKind(PrincipalKind.SERVICE);
        return list(caller, atLeast, filter, PageRequest.of("services", after, limit, count));
    }

    @Described(summary = "List pages")
    @GetMapping("/v1/pages")
    ResponseEntity<Page<UserView>> pages(
            Caller caller,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        UserFilter filter = UserFilter.ofKind(PrincipalKind.PAGE);
        return list(caller, atLeast, filter, PageRequest.of("pages", after, limit, count));
    }

    @Described(summary = "Read a user")
    @GetMapping("/v1/users/{user}")
    ResponseEntity<UserView> user(Caller caller, MinPosition atLeast, @PathVariable UserId user) {
        return one(caller, atLeast, user, null);
    }

    @Described(summary = "Read a service")
    @GetMapping("/v1/services/{user}")
    ResponseEntity<UserView> service(Caller caller, MinPosition atLeast, @PathVariable UserId user) {
        return one(caller, atLeast, user, PrincipalKind.SERVICE);
    }

    @Described(summary = "Read a page")
    @GetMapping("/v1/pages/{user}")
    ResponseEntity<UserView> page(Caller caller, MinPosition atLeast, @PathVariable UserId user) {
        return one(caller, atLeast, user, PrincipalKind.PAGE);
    }

    private ResponseEntity<Page<UserView>> list(
            Caller caller, MinPosition atLeast, UserFilter filter, PageRequest page) {
        return Page.of(
                models.read(caller, Permission.VIEW_USERS, atLeast, view -> UserQueries.find(view, filter, page)));
    }

    private ResponseEntity<UserView> one(
            Caller caller, MinPosition atLeast, UserId user, @Nullable PrincipalKind kind) {
        ModelAnswer<UserView> answer =
                models.read(caller, Permission.VIEW_USERS, atLeast, view -> UserQueries.get(view, user, kind));
        return Answers.of(answer, answer.body().revision());
    }
}
