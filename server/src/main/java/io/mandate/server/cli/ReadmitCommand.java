package io.mandate.server.cli;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.server.export.StoreBeans;
import io.mandate.server.proof.OpenStore;
import io.mandate.server.readmission.Readmission;
import io.mandate.server.readmission.ReadmissionConfiguration;
import io.mandate.store.schema.StoreSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "readmit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "mandate readmit --tenant=ID --administrator=ID --reason-file=FILE [--minutes=N] [--data=DIR]"
                + " [--token-file=FILE] [--name=value ...]",
        description = {
            "Lets an administrator in again, where all administrators of a tenant have lost their tokens: issues him one",
            "that ends soon, with which he issues another one (POST /v1/tokens). It works on the machine of the store,",
            "with the credentials and the master key of its servers, and takes an operator's token besides. Who did it,",
            "when and why (--reason-file: who asked, and how you know that it was him) is in the audit trail of the tenant,",
            "for its administrators to see.",
            "Where the operators themselves cannot come in, --tenant=system takes no token, and Mandate is the actor."
        })
final class ReadmitCommand extends LocalCommand {
    private static final int LONGEST = 24 * 60;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TokenOption token;

    @Option(names = "--tenant", required = true, paramLabel = "ID", description = "Whose administrator.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String tenant;

    @Option(
            names = "--administrator",
            required = true,
            paramLabel = "ID",
            description = "Who: a user who can manage users and profiles.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String administrator;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ReasonOption reason;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long the token is good for, 1 to 1440 (default: 60).")
    private int minutes = 60;

    @Override
    public Integer call() {
        QuietLog.begin();
        TenantId whose = parsed("--tenant", tenant, TenantId::new);
        UserId who = parsed("--administrator", administrator, UserId::new);
        PersonalText why = PersonalText.of(reason.required());
        if (minutes < 1 || minutes > LONGEST) {
            throw wrong("--minutes must be 1 to " + LONGEST);
        }
        ConfigurableEnvironment settings = settings();
        boolean operators = whose.equals(Caller.SYSTEM_TENANT);
        String operatorToken = operators ? "" : token.required();
        Instant until = Instant.now().plus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.SECONDS);
        try (OpenStore store = OpenStore.open(data(), settings);
                StoreBeans beans = parts(store, settings)) {
            Readmission readmission = new Readmission(beans);
            Caller caller = operators ? Readmission.mandate() : readmission.operator(operatorToken);
            String secret = readmission.readmit(caller, whose, who, why, until);
            say("A token of " + who + ", who administers tenant " + whose + ", good until " + until
                    + " and shown this once. That " + caller.actor() + " issued it, and why, is in the audit trail"
                    + " of the tenant:");
            say(secret);
        }
        return 0;
    }

    /// Of a store that a command node has looked at since it was restored: only such a one knows who has to be erased
    /// again before anybody acts.
    private StoreBeans parts(OpenStore store, ConfigurableEnvironment settings) {
        StoreSchema.requireMigrated(store.source());
        return new StoreBeans(store.access(), data(), settings, ReadmissionConfiguration.class);
    }

    private <T> T parsed(String option, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (InvalidValueException e) {
            throw wrong(option + " is no id: " + e.getMessage());
        }
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
