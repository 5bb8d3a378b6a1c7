package io.mandate.access.index;

import io.mandate.access.token.Token;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// All tokens of a tenant with all their versions.
final class Tokens {
    private final Map<TokenId, Timeline<Token>> byId = new ConcurrentHashMap<>();
    private final Map<String, TokenId> bySecret = new ConcurrentHashMap<>();
    private final Map<UserId, Set<TokenId>> byPrincipal = new ConcurrentHashMap<>();

    @Nullable
    Token at(TokenId id, long seq) {
        Timeline<Token> versions = byId.get(id);
        return versions == null ? null : versions.at(seq);
    }

    @Nullable
    Token at(String secretSha256, long seq) {
        TokenId id = bySecret.get(secretSha256);
        return id == null ? null : at(id, seq);
    }

    List<Token> of(UserId principal, long seq) {
        List<Token> found = new ArrayList<>();
        for (TokenId id : byPrincipal.getOrDefault(principal, Set.of())) {
            Token token = at(id, seq);
            if (token != null) {
                found.add(token);
            }
        }
        return found;
    }

    /// Some of them may have their first token later.
    Set<UserId> principals() {
        return Collections.unmodifiableSet(byPrincipal.keySet());
    }

    Map<TokenId, Timeline<Token>> all() {
        return byId;
    }

    Set<String> secrets() {
        return bySecret.keySet();
    }

    /// The same from a position on, the revoked ones too.
    Tokens from(long seq) {
        Map<TokenId, Timeline<Token>> kept = new HashMap<>();
        byId.forEach((id, versions) -> kept.put(id, versions.from(seq)));
        Tokens tokens = new Tokens();
        tokens.restore(kept);
        return tokens;
    }

    void restore(Map<TokenId, Timeline<Token>> all) {
        byId.putAll(all);
        all.values().forEach(versions -> {
            Token token = versions.at(Long.MAX_VALUE);
            if (token != null) {
                found(token);
            }
        });
    }

    void store(long seq, Map<TokenId, Token> changes) {
        changes.forEach((id, token) -> {
            byId.computeIfAbsent(id, unused -> new Timeline<>()).add(seq, token);
            found(token);
        });
    }

    private void found(Token token) {
        bySecret.put(token.secretSha256(), token.id());
        byPrincipal
                .computeIfAbsent(token.principal(), unused -> new ConcurrentSkipListSet<>())
                .add(token.id());
    }
}
