package io.mandate.query.token;

import io.mandate.events.RecordedEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.query.projection.Prefetch;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionSession;
import io.mandate.query.projection.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/// One row for each token that was ever issued.
@Component
final class TokenListProjection implements Projection {

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(TokenRow.TABLE);
    }

    @Override
    public void prefetch(RecordedEvent recorded, Prefetch prefetch) {
        if (recorded.event() instanceof TokenRevoked event) {
            prefetch.row(
                    TokenRow.TABLE, recorded.tenant().value(), event.token().value());
        }
    }

    @Override
    public void apply(RecordedEvent recorded, ProjectionSession session) {
        if (recorded.event() instanceof TokenEvent event) {
            var tokens = session.rows(TokenRow.TABLE);
            switch (event) {
                case TokenIssued e -> tokens.put(TokenRow.of(e, recorded));
                case TokenRevoked e ->
                    tokens.change(
                            row -> row.revoked(recorded),
                            recorded.tenant().value(),
                            e.token().value());
            }
        }
    }
}
