package io.mandate.command.tenant;

import io.mandate.command.masterkey.MasterKeyCommand;
import io.mandate.command.masterkey.MasterKeyCommand.ActivateMasterKey;
import io.mandate.command.masterkey.MasterKeyCommand.DestroyMasterKey;
import io.mandate.command.testing.InNewAcme;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.values.Label;
import io.mandate.store.envelope.MasterKeyEpochs;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/// As [TenantAggregateTest], for the commands that ask the store how the master key stands: it has one
/// epoch.
class MasterKeyAggregateTest extends InNewAcme {
    @Test
    void activate_master_key() {
        when(new ActivateMasterKey(1)).expectSuccessfulHandlerExecution().expectNoEvents();
        refused(new ActivateMasterKey(9), RejectionCode.MASTER_KEY_UNKNOWN);
    }

    @Test
    void destroy_master_key() {
        refused(new DestroyMasterKey(1), RejectionCode.MASTER_KEY_IN_USE);
        refused(new DestroyMasterKey(9), RejectionCode.MASTER_KEY_UNKNOWN);
    }

    private static void refused(MasterKeyCommand command, RejectionCode code) {
        when(command).expectException(RejectedException.class).expectExceptionMessage(code.name());
    }

    private static ResultValidator<TenantAggregate> when(MasterKeyCommand command) {
        AggregateTestFixture<TenantAggregate> fixture = new AggregateTestFixture<>(TenantAggregate.class);
        fixture.registerInjectableResource(node.get(MasterKeyEpochs.class));
        return fixture.given(new TenantRegistered(ZoneOffset.UTC, Label.of("Operators")))
                .when(command);
    }
}
