package io.mandate.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The command without a name: it only knows the others.
@Command(
        name = "mandate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "The system of record for who may do what.",
        subcommands = {
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            KeyCommand.class,
            MasterKeyCommand.class,
            EvidenceCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ReadmitCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mandate start --demo          all in one process, with sample data, on http://localhost:8080",
            "  mandate start --port 9000 --data /var/lib/mandate",
            "  mandate start --roles query --mandate.datasource.url=jdbc:postgresql://db/mandate ...",
            "  mandate stop",
            "  mandate replay start          make all read models again and compare them, with a progress bar",
            "  mandate verify --trusted checkpoint.note",
            "  mandate export --to backup    everything, in files that mandate import reads",
            "  mandate master-key add        then activate: rotates the master key while everybody works",
            "",
            "Every setting can be given as --name=value, as an environment variable (MANDATE_DATASOURCE_URL)",
            "or in ./application.yaml. Exit codes: 0 done, 1 refused, 2 wrong use, 3 not running,",
            "4 verified and not as it was written."
        })
public final class MandateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// Runs what the arguments ask for.
    ///
    /// @return the exit code; 0 of `start` means that the server is running on
    public static int execute(String... arguments) {
        return line().execute(arguments);
    }

    static CommandLine line() {
        return new CommandLine(new MandateCommand())
                .setExecutionStrategy(MandateCommand::told)
                .setExecutionExceptionHandler(new OneLine())
                .setParameterExceptionHandler(MandateCommand::wrongUse)
                .setUsageHelpWidth(110);
    }

    /// Who redirects what a command tells, such as public keys into a file, is told when it did not arrive. Whether a
    /// server runs on does not depend on that.
    private static int told(ParseResult parsed) {
        int code = new CommandLine.RunLast().execute(parsed);
        CommandLine command = parsed.commandSpec().commandLine();
        boolean starts =
                parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof StartCommand;
        if (code != 0 || starts || !command.getOut().checkError()) {
            return code;
        }
        command.getErr().println("mandate: the output could not be written to its end");
        command.getErr().flush();
        return 1;
    }

    /// One line is easier to read than one line above a page of help.
    private static int wrongUse(ParameterException mistake, String[] arguments) {
        var command = mistake.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("mandate: " + mistake.getMessage() + "; see " + name + " --help");
        command.getErr().flush();
        return 2;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do, for example: mandate start");
    }
}
