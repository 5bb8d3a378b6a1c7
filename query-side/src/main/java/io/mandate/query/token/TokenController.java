package io.mandate.query.token;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.query.scope.Condition;
import io.mandate.query.scope.ScopeSql;
import io.mandate.query.scope.ScopedTokens;
import io.mandate.query.scope.ScopedUsers;
import io.mandate.query.user.Names;
import io.mandate.query.user.UserTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists and shows tokens, the revoked and the expired ones too.
@RestController
class TokenController {
    private final ModelReads models;

    TokenController(ModelReads models) {
        this.models = models;
    }

    @Described(summary = "List tokens, never their secrets")
    @GetMapping("/v1/tokens")
    ResponseEntity<Page<TokenView>> tokens(
            Caller caller,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable UserId principal,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        PageRequest page = PageRequest.of("tokens", after, limit, count);
        return Page.of(models.read(caller, Permission.VIEW_TOKENS, atLeast, view -> find(view, principal, page)));
    }

    @Described(summary = "Read a token, never its secret")
    @GetMapping("/v1/tokens/{token}")
    ResponseEntity<TokenView> token(Caller caller, MinPosition atLeast, @PathVariable TokenId token) {
        return Answers.of(models.read(caller, Permission.VIEW_TOKENS, atLeast, view -> get(view, token)));
    }

    private static Page.Part<TokenView> find(ModelView view, @Nullable UserId principal, PageRequest page) {
        Condition matching = reach(view);
        if (principal != null) {
            matching = matching.and(Condition.of("t.principal = ?", principal.value()));
        }
        Condition onPage = matching.and(Condition.of("t.token > ?", page.after()));
        List<TokenRow> rows = select(view, onPage, " ORDER BY t.token LIMIT " + page.rows());
        Long count = page.counted() ? count(view, matching) : null;
        Names names = names(view, rows);
        return page.part(rows, TokenRow::token, row -> shown(row, names), count);
    }

    /// Refused with TOKEN_NOT_FOUND, also where the reader's scope does not reach it.
    private static TokenView get(ModelView view, TokenId token) {
        List<TokenRow> rows = select(view, reach(view).and(Condition.of("t.token = ?", token.value())), "");
        if (rows.isEmpty()) {
            throw new RejectedException(Rejection.of(RejectionCode.TOKEN_NOT_FOUND, "token", token));
        }
        return shown(rows.getFirst(), names(view, rows));
    }

    private static Condition reach(ModelView view) {
        return ScopeSql.of(
                view.scope(), view.newest(), view.caller(), new ScopedTokens(new ScopedUsers(view.access())));
    }

    private static List<TokenRow> select(ModelView view, Condition condition, String end) {
        return view.sql()
                .sql("SELECT " + TokenRow.TABLE.columns("t") + from(view) + condition.sql() + end)
                .param(view.tenant().value())
                .params(condition.values())
                .query((row, _) -> TokenRow.TABLE.read(row))
                .list();
    }

    private static long count(ModelView view, Condition condition) {
        return view.sql()
                .sql("SELECT count(*)" + from(view) + condition.sql())
                .param(view.tenant().value())
                .params(condition.values())
                .query(Long.class)
                .single();
    }

    private static String from(ModelView view) {
        return " FROM " + view.table(TokenRow.TABLE) + " t JOIN " + UserTable.in(view)
                + " u ON u.tenant = t.tenant AND u.principal = t.principal WHERE t.tenant = ? AND ";
    }

    private static Names names(ModelView view, List<TokenRow> rows) {
        List<@Nullable String> people = new ArrayList<>();
        for (TokenRow row : rows) {
            people.add(row.principal());
            people.add(row.issuedBy());
            people.add(row.revokedBy());
        }
        return Names.of(view, people);
    }

    private static TokenView shown(TokenRow row, Names names) {
        String kind = row.revokedByKind();
        String by = row.revokedBy();
        return new TokenView(
                row.token(),
                new TokenView.Principal(row.principal(), names.of(row.principal())),
                row.rights().text(),
                row.issuedAt(),
                names.actor(row.issuedByKind(), row.issuedBy()),
                row.expiresAt(),
                row.revokedAt(),
                kind == null || by == null ? null : names.actor(kind, by));
    }
}
