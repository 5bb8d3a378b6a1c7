package io.mandate.command.tenant;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mandate.access.AccessView;
import io.mandate.command.masterkey.MasterKeyCommand.ActivateMasterKey;
import io.mandate.command.masterkey.MasterKeyCommand.DestroyMasterKey;
import io.mandate.command.masterkey.MasterKeyRules;
import io.mandate.command.policy.ChangePolicy;
import io.mandate.command.policy.PolicyRules;
import io.mandate.command.policy.SetGuard;
import io.mandate.command.redaction.RedactReason;
import io.mandate.command.redaction.RedactionRules;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.command.tenant.TenantChange.OrderOffboarding;
import io.mandate.command.tenant.TenantChange.RegisterTenant;
import io.mandate.command.tenant.TenantChange.SetModuleAvailability;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Keys;
import io.mandate.store.envelope.MasterKeyEpochs;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stream of a tenant as a whole. It keeps no state of its own: that of the head, which the tenant's lock holds
/// still, is the fold of exactly this stream and the licence's.
@Aggregate
class TenantAggregate {
    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String stream;

    TenantAggregate() {} // Axon makes an empty one, then replays the stream into it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterTenant command, AccessView head, Keys keys) {
        stream = command.stream();
        decide(command, head, keys);
    }

    @CommandHandler
    void handle(SetModuleAvailability command, AccessView head, Keys keys) {
        decide(command, head, keys);
    }

    @CommandHandler
    void handle(OrderOffboarding command, AccessView head, Keys keys) {
        decide(command, head, keys);
    }

    @CommandHandler
    void handle(OffboardTenant command, AccessView head, Keys keys) {
        decide(command, head, keys);
    }

    @CommandHandler
    void handle(ChangePolicy command, AccessView head) {
        PolicyRules.decide(head.tenantState(), command).commit(event -> apply(event));
    }

    @CommandHandler
    void handle(SetGuard command, AccessView head) {
        PolicyRules.decide(head.tenantState(), command).commit(event -> apply(event));
    }

    @CommandHandler
    void handle(ActivateMasterKey command, MasterKeyEpochs epochs) {
        MasterKeyRules.decide(command, epochs.standing()).commit(event -> apply(event));
    }

    @CommandHandler
    void handle(DestroyMasterKey command, MasterKeyEpochs epochs) {
        MasterKeyRules.decide(command, epochs.standing()).commit(event -> apply(event));
    }

    @CommandHandler
    void handle(RedactReason command, Keys keys) {
        Keys.State key = keys.stateOf(KeyRef.changeSet(command.tenant(), command.changeSet()));
        RedactionRules.decide(command, key, keys.idOf(command.changeSet())).commit(event -> apply(event));
    }

    @EventSourcingHandler
    void on(TenantEvent event, @SourceId String source) {
        stream = source;
    }

    private static void decide(TenantChange change, AccessView head, Keys keys) {
        TenantRules.decide(head.tenantState(), head.catalog(), change, keys.idOf(change.tenant()))
                .commit(event -> apply(event));
    }
}
