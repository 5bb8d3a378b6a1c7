package io.mandate.command.profile;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.access.profile.ProfileFold;
import io.mandate.command.profile.ProfileChange.ChangeAssociatedRole;
import io.mandate.command.profile.ProfileChange.ChangeCode;
import io.mandate.command.profile.ProfileChange.ChangeDefaultPermission;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.ClearOverride;
import io.mandate.command.profile.ProfileChange.ClearRecordScope;
import io.mandate.command.profile.ProfileChange.ClearSetting;
import io.mandate.command.profile.ProfileChange.DescribeProfile;
import io.mandate.command.profile.ProfileChange.DisableNode;
import io.mandate.command.profile.ProfileChange.EnableNode;
import io.mandate.command.profile.ProfileChange.OverridePermission;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.command.profile.ProfileChange.ResetNode;
import io.mandate.command.profile.ProfileChange.SelectInstances;
import io.mandate.command.profile.ProfileChange.SetMasking;
import io.mandate.command.profile.ProfileChange.SetNavigation;
import io.mandate.command.profile.ProfileChange.SetRecordScope;
import io.mandate.command.profile.ProfileChange.SetSetting;
import io.mandate.events.EventMetadata;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.values.ChangeSetId;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stream of one profile. It knows no rule: Axon wants one handler for each class of command, all of them ask
/// [ProfileRules], which also say what a stream that does not exist means.
@Aggregate
class ProfileAggregate {
    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable ProfileFold profile;
    private @Nullable ChangeSetId changeSet;
    private long seq;
    private long commit;

    ProfileAggregate() {} // Axon makes an empty one, then replays the stream into it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateProfile command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SaveProfile command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DeleteProfile command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CloneProfile command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RestoreProfile command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(UndoProfile command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RenameProfile command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DescribeProfile command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeCode command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeRoleType command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeAssociatedRole command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangeDefaultPermission command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetMasking command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(EnableNode command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DisableNode command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ResetNode command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OverridePermission command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClearOverride command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetRecordScope command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClearRecordScope command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetNavigation command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SelectInstances command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetSetting command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClearSetting command, AccessView head, ProfileRevisions past) {
        decide(command, head, past);
    }

    @EventSourcingHandler
    void on(ProfileEvent event, @SourceId String source, @MetaDataValue("mandate") @Nullable EventMetadata metadata) {
        stream = source;
        // A commit is one change set, and that is all a stream needs to count its revisions.
        ChangeSetId current = metadata == null ? null : metadata.changeSet();
        commit += Objects.equals(current, changeSet) ? 0 : 1;
        changeSet = current;
        seq++;
        if (event instanceof ProfileCreated created) {
            profile = new ProfileFold(Profile.created(created, seq, commit));
        } else {
            Objects.requireNonNull(profile).fold(event, seq, commit);
        }
    }

    private void decide(ProfileCommand command, AccessView head, ProfileRevisions past) {
        stream = command.stream();
        ProfileRules.decide(profile == null ? null : profile.profile(), command, head, past)
                .commit(event -> apply(event));
    }
}
