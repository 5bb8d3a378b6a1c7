package io.mandate.command.races;

import io.mandate.command.testing.CommandNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// All races in one process: two nodes that share nothing but the database, with sixteen threads.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesTest
        implements NameRaces,
                AssignmentRaces,
                AdministratorRaces,
                AuthorityRaces,
                QuotaRaces,
                CatalogRaces,
                RetryRaces {
    private final Together together = new Together();
    private CommandNode here;
    private CommandNode there;

    @BeforeAll
    void begin(@TempDir Path folder) {
        here = CommandNode.onNewDatabase(folder);
        there = here.another();
    }

    @AfterAll
    void end() {
        together.close();
        there.close();
        here.close();
    }

    @Override
    public CommandNode here() {
        return here;
    }

    @Override
    public List<String> atOnce(List<String> wishes) {
        List<Callable<String>> racers = new ArrayList<>();
        for (String wish : wishes) {
            CommandNode node = racers.size() % 2 == 0 ? here : there;
            racers.add(() -> Wishes.carryOut(node, wish));
        }
        return together.run(racers);
    }
}
