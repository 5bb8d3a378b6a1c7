package io.mandate.command.token;

import io.mandate.command.gate.TenantCommand;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.store.append.StreamId;

/// What can be wished for a token.
public sealed interface TokenCommand extends TenantCommand permits IssueToken, ReadmitAdministrator, RevokeToken {
    NodeKey TOKENS = new NodeKey("administration/tokens");
    ActionName ISSUE = new ActionName("issue");
    ActionName VIEW = new ActionName("view");
    ActionName REVOKE = new ActionName("revoke");

    @Override
    TenantId tenant();

    TokenId token();

    @Override
    default String stream() {
        return StreamId.of(tenant(), StreamId.Kind.TOKEN, token());
    }
}
