package io.mandate.query.masterkey;

import io.mandate.http.description.Described;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import io.mandate.store.envelope.MasterKeyEpochs;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v1/operations/master-key`, for operators.
@RestController
class MasterKeyController {
    private final MasterKeyEpochs epochs;
    private final Operators operators;

    MasterKeyController(MasterKeyEpochs epochs, Operators operators) {
        this.epochs = epochs;
        this.operators = operators;
    }

    @Described(summary = "See how the master key stands")
    @GetMapping("/v1/operations/master-key")
    MasterKeyEpochs.Standing standing(Caller caller) {
        operators.require(caller, Operators.VIEW);
        return epochs.standing();
    }
}
