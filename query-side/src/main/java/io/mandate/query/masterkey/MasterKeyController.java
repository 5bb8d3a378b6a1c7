package io.mandate.query.masterkey;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.http.description.Described;
import io.mandate.live.identity.Caller;
import io.mandate.store.envelope.MasterKeyEpochs;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v1/operations/master-key`, for operators.
@RestController
class MasterKeyController {
    private final MasterKeyEpochs epochs;

    MasterKeyController(MasterKeyEpochs epochs) {
        this.epochs = epochs;
    }

    @Described(summary = "See how the master key stands")
    @GetMapping("/v1/operations/master-key")
    MasterKeyEpochs.Standing standing(Caller caller) {
        if (!caller.operator()) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.NOT_PERMITTED, "action", "view", "resource", "operations/master-key"));
        }
        return epochs.standing();
    }
}
