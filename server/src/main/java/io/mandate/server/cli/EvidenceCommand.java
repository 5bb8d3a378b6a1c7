package io.mandate.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Asks a running server a question about the past and writes the answer with all proofs to a file that",
            "docs/verify/VerifyEvidence.java checks without a server. A moment is an instant or a day, which stands",
            "for its beginning in the tenant's time zone, or a position as answers name it.",
            "The token is read from the environment variable MANDATE_TOKEN or from --token-file."
        },
        subcommands = {
            DecisionEvidence.class,
            AccessEvidence.class,
            UserEvidence.class,
            LicenceEvidence.class,
            CommitEvidence.class,
            CommitsEvidence.class,
            DiffEvidence.class,
            OwnChangesEvidence.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mandate evidence decision --user kim --node commerce/invoices --action edit --at 2026-03-03",
            "                                             could kim do this then?",
            "  mandate evidence access --node commerce/invoices --action edit --from 2026-03-03 --to 2026-03-04",
            "                                             who could on that day, and who granted it?",
            "  mandate evidence user kim --at 2026-03-03  what could kim do then?",
            "  mandate evidence licence --at 2026-03-03   how did the quotas stand on that day?",
            "  mandate evidence commit k3j2-41            which users did this commit affect?",
            "  mandate evidence commits 0199c7a2-..       which commits has this change set?",
            "  mandate evidence diff --from 2026-03-01 --to 2026-03-08 --user kim",
            "                                             what did kim gain and lose in between?",
            "  mandate evidence own-changes --from 2026-03-01",
            "                                             what did people change about themselves?",
            "",
            "mandate evidence diff --help and the like tell of the options of one question."
        })
final class EvidenceCommand extends CommandOfCommands {
    EvidenceCommand() {
        super("mandate evidence user kim --at 2026-03-03");
    }
}
