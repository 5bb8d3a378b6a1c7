package io.mandate.access.oracle;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.RulesVersions;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.index.AccessIndex;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import org.junit.jupiter.api.Test;

/// The oracle follows the versions of the rules as the events adopt them.
class OracleRulesTest {
    @Test
    void it_has_the_text_of_every_version_there_is() {
        assertThat(RulesVersions.known()).isEqualTo(Oracle.VERSIONS);
    }

    @Test
    void where_a_version_is_adopted_that_nobody_knows_neither_answers_and_what_was_before_stays() {
        RandomHistory history = new RandomHistory(7);
        Log log = history.log(40);
        Cells cells = new Cells(history);
        EveryMoment moments = new EveryMoment(new InMemory(), cells, log.commits(), 7).live();
        log.commit(new DecisionRulesAdopted(1, 2));
        AccessIndex index = log.index();
        Oracle oracle = new Oracle();
        log.commits().forEach(commit -> commit.forEach(event -> oracle.fold(event.event(), event.seq())));

        Question question = cells.question(0);
        assertThatThrownBy(() -> AccessRules.decide(index.now(TENANT), question))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> oracle.ask(cells.asked(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
        for (int commit = 0; commit < moments.answers().commits.size() - 1; commit++) {
            new PastAnswers(moments.answers())
                    .decided(index.at(TENANT, moments.answers().end(commit)), commit);
        }
    }
}
