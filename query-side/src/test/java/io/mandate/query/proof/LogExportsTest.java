package io.mandate.query.proof;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.http.request.UnavailableException;
import org.junit.jupiter.api.Test;

class LogExportsTest {
    @Test
    void more_than_may_run_at_once_are_refused_until_one_has_ended() {
        LogExports exports = new LogExports();
        LogExports.Running first = exports.begin();
        for (int i = 1; i < LogExports.MOST; i++) {
            LogExports.Running _ = exports.begin();
        }
        assertThatThrownBy(exports::begin).isInstanceOf(UnavailableException.class);
        first.close();
        LogExports.Running _ = exports.begin();
        assertThatThrownBy(exports::begin).isInstanceOf(UnavailableException.class);
    }
}
