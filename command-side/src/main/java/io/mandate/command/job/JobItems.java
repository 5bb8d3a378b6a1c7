package io.mandate.command.job;

import io.mandate.command.gate.TenantCommand;
import io.mandate.command.record.RecordBody;
import io.mandate.command.record.RegisterRecord;
import io.mandate.command.request.Fields;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What the lines of jobs look like.
final class JobItems {
    private JobItems() {}

    /// One line.
    sealed interface Item permits AssignItem, UserItem, TokenItem, RegisterItem, RecordItem {}

    record AssignItem(@Nullable UserId user, @Nullable ProfileId profile) implements Item {
        UserId theUser() {
            return Fields.required("user", user);
        }

        ProfileId theProfile() {
            return Fields.required("profile", profile);
        }
    }

    record UserItem(@Nullable UserId user) implements Item {
        UserId theUser() {
            return Fields.required("user", user);
        }
    }

    record TokenItem(@Nullable TokenId token) implements Item {
        TokenId theToken() {
            return Fields.required("token", token);
        }
    }

    record RecordItem(@Nullable NodeKey resource, @Nullable RecordId id) implements Item {
        NodeKey theResource() {
            return Fields.required("resource", resource);
        }

        RecordId theId() {
            return Fields.required("id", id);
        }
    }

    record RegisterItem(
            @Nullable NodeKey resource,
            @Nullable RecordId id,
            @Nullable UserId creator,
            @Nullable UserId owner,
            @Nullable SortedSet<UserId> assignees,
            @Nullable Map<InstanceType, SortedSet<RecordId>> containers,
            @Nullable Map<AttributeKey, @Nullable String> attributes)
            implements Item {
        TenantCommand command(TenantId tenant) {
            return new RegisterRecord(
                    tenant,
                    Fields.required("resource", resource),
                    Fields.required("id", id),
                    new RecordBody(creator, owner, assignees, containers, attributes, null).data());
        }
    }
}
