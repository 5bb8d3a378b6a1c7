package io.mandate.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class SettingRangesTest {
    private final MockEnvironment given = new MockEnvironment();

    /// Both ends are taken, what lies just beyond them is not.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server.port                            | -1    | 0     | 65535      | 65536      | whole number
            management.server.port                 | -2    | -1    | 65535      | 70000      | whole number
            mandate.datasource.pool-size           | 7     | 8     | 1000       | 1001       | whole number
            mandate.commands.patience              | -1s   | 1ms   | 1h         | 61m        | duration
            mandate.commands.queue                 | 0     | 1     | 1000000    | 1000001    | whole number
            mandate.jobs.open-per-tenant           | 0     | 1     | 100000     | 100001     | whole number
            mandate.jobs.lease                     | 999ms | 1s    | 1d         | 25h        | duration
            mandate.master-key.keep                | -1s   | 0s    | 36500d     | 36501d     | duration
            mandate.decisions.max-staleness        | 0s    | 1s    | 1d         | 25h        | duration
            mandate.index.snapshot.every           | 0s    | 1s    | 1d         | 25h        | duration
            mandate.index.fold.at-once             | 0     | 1     | 1000       | 1001       | whole number
            mandate.index.fold.kept                | 1     | 2     | 10000      | 10001      | whole number
            mandate.index.fold.events              | 0     | 1     | 1000000000 | 1000000001 | whole number
            mandate.index.fold.patience            | -1ms  | 0s    | 1h         | 61m        | duration
            mandate.index.fold.longest             | -1ms  | 0s    | 1d         | 25h        | duration
            mandate.replay.events-per-second       | 0     | 1     | 1000000000 | 1000000001 | whole number
            mandate.replay.batch                   | -5    | 1     | 10000      | 10001      | whole number
            mandate.replay.write-every             | 0s    | 1ms   | 1h         | 61m        | duration
            mandate.replay.tenant-per-day          | 0     | 1     | 10000      | 10001      | whole number
            mandate.replay.tenant-longest          | -1h   | 1s    | 30d        | 31d        | duration
            mandate.proofs.anchors.command-timeout | 99ms  | 100ms | 1m         | 61s        | duration
            mandate.proofs.anchors.interval        | 0s    | 1s    | 1d         | 25h        | duration
            mandate.proofs.anchors.events          | 0     | 1     | 1000000000 | 1000000001 | whole number
            mandate.proofs.evidence.most           | 0     | 1KB   | 1GB        | 2GB        | size
            """)
    void what_makes_no_sense_is_told_in_one_line_with_what_does(
            String name, String below, String least, String most, String above, String what) {
        String rule = ", and must be a " + what + " from " + least + " to " + most;
        refused(name, below, rule);
        refused(name, above, rule);
        refused(name, "99999999999999999999", rule);
        refused(name, "some", rule);
        refused(name, "", rule);
        taken(name, least);
        taken(name, most);
    }

    @Test
    void what_nobody_sets_is_not_judged() {
        assertThatCode(() -> SettingRanges.require(given)).doesNotThrowAnyException();
        assertThat(SettingRanges.PORT.in(given)).isEmpty();
    }

    private void refused(String name, String value, String rule) {
        given.setProperty(name, value);
        assertThatThrownBy(() -> SettingRanges.require(given))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessage(name + " is \"" + value + "\"" + rule);
    }

    private void taken(String name, String value) {
        given.setProperty(name, value);
        assertThatCode(() -> SettingRanges.require(given)).doesNotThrowAnyException();
    }
}
