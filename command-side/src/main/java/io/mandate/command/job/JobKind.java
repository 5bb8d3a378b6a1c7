package io.mandate.command.job;

import io.mandate.command.gate.RequiredRight;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.job.JobItems.AssignItem;
import io.mandate.command.job.JobItems.Item;
import io.mandate.command.job.JobItems.RecordItem;
import io.mandate.command.job.JobItems.RegisterItem;
import io.mandate.command.job.JobItems.TokenItem;
import io.mandate.command.job.JobItems.UserItem;
import io.mandate.command.record.RetireRecord;
import io.mandate.command.token.RevokeToken;
import io.mandate.command.user.AssignUser;
import io.mandate.command.user.EnableUser;
import io.mandate.command.user.SuspendUser;
import io.mandate.command.user.UnassignUser;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.http.json.StrictJson;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// What a job can be about. Each line of its upload is one command.
@SuppressWarnings("ImmutableEnumChecker") // records of values and of functions without state
enum JobKind {
    ASSIGN_USERS(
            "assign-users",
            "users",
            "assign",
            AssignItem.class,
            (tenant, item) -> new AssignUser(tenant, item.theUser(), item.theProfile())),
    UNASSIGN_USERS(
            "unassign-users",
            "users",
            "assign",
            UserItem.class,
            (tenant, item) -> new UnassignUser(tenant, item.theUser())),
    SUSPEND_USERS(
            "suspend-users",
            "users",
            "suspend",
            UserItem.class,
            (tenant, item) -> new SuspendUser(tenant, item.theUser())),
    ENABLE_USERS(
            "enable-users",
            "users",
            "suspend",
            UserItem.class,
            (tenant, item) -> new EnableUser(tenant, item.theUser())),
    REVOKE_TOKENS(
            "revoke-tokens",
            "tokens",
            "revoke",
            TokenItem.class,
            (tenant, item) -> new RevokeToken(tenant, item.theToken())),
    REGISTER_RECORDS(
            "register-records", "records", "create", RegisterItem.class, (tenant, item) -> item.command(tenant)),
    RETIRE_RECORDS(
            "retire-records",
            "records",
            "delete",
            RecordItem.class,
            (tenant, item) -> new RetireRecord(tenant, item.theResource(), item.theId()));

    private final String word;
    private final RequiredRight right;
    private final Reading<?> reading;

    <T extends Item> JobKind(
            String word, String of, String action, Class<T> type, BiFunction<TenantId, T, TenantCommand> command) {
        this.word = word;
        this.right = RequiredRight.of("administration/" + of, action);
        this.reading = new Reading<>(type, command);
    }

    /// The kind of that name; refused with [InvalidValueException] if there is none.
    static JobKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "kind",
                        "must be one of "
                                + Arrays.stream(values()).map(kind -> kind.word).collect(Collectors.joining(", "))));
    }

    /// The name in the API and in the table.
    String word() {
        return word;
    }

    /// What the caller must be able to do to some of them at least; for each one it is asked again.
    RequiredRight right() {
        return right;
    }

    /// The command of one line; a line that is not valid is refused as a body would be.
    TenantCommand command(StrictJson json, TenantId tenant, byte[] line) {
        return reading.command(json, tenant, line);
    }

    private record Reading<T extends Item>(Class<T> type, BiFunction<TenantId, T, TenantCommand> command) {
        TenantCommand command(StrictJson json, TenantId tenant, byte[] line) {
            return command.apply(tenant, json.read(line, type));
        }
    }
}
