package io.mandate.command.job;

import io.mandate.command.gate.BulkOutcome;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.ItemOutcome;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.job.Job.Origin;
import io.mandate.command.job.JobItemStore.Waiting;
import io.mandate.events.EventMetadata;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.values.TenantId;
import io.mandate.http.json.StrictJson;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Carries out one batch of a job: one transaction, one commit, with the results of its items in it. Whoever lost the
/// job to another worker meanwhile rolls back, so no item is ever carried out twice.
@Component
class JobBatch {
    /// How many items share a commit.
    static final int SIZE = 200;

    private static final byte[] NOTHING = {};

    private final CommandGate gate;
    private final JobStore jobs;
    private final JobItemStore items;
    private final StrictJson json;
    private final TransactionTemplate transaction;

    JobBatch(
            CommandGate gate,
            JobStore jobs,
            JobItemStore items,
            StrictJson json,
            PlatformTransactionManager transactions) {
        this.gate = gate;
        this.jobs = jobs;
        this.items = items;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// What a batch leaves to say of the job.
    ///
    /// @param position null: nothing was written
    /// @param warnings JSON array
    record Told(@Nullable String position, String warnings) {}

    /// @throws LostToAnotherException if another worker has the job by now; nothing was changed then
    Told carryOut(Job job, String worker) {
        List<Waiting> batch = items.waiting(job.caller().tenant(), job.id(), job.lastLine(), SIZE);
        if (batch.isEmpty()) {
            return new Told(null, "[]");
        }
        TenantId tenant = job.caller().tenant();
        List<TenantCommand> commands = batch.stream()
                .map(item -> job.kind().command(json, tenant, item.content()))
                .toList();
        try {
            BulkOutcome outcome =
                    gate.executeEach(request(job), commands, outcomes -> finish(job, worker, batch, outcomes));
            String warnings = JsonMapper.shared().writeValueAsString(outcome.warnings());
            return new Told(outcome.position().toString(), warnings);
        } catch (RejectedException e) {
            refuseAll(job, worker, batch, e.rejection());
            return new Told(null, "[]");
        }
    }

    /// The request as a whole was refused, for instance because its sender was suspended: so is each of its items.
    private void refuseAll(Job job, String worker, List<Waiting> batch, Rejection rejection) {
        List<ItemOutcome> outcomes = IntStream.range(0, batch.size())
                .mapToObj(index -> new ItemOutcome(index, false, rejection))
                .toList();
        transaction.executeWithoutResult(_ -> finish(job, worker, batch, outcomes));
    }

    private void finish(Job job, String worker, List<Waiting> batch, List<ItemOutcome> outcomes) {
        int rejected =
                (int) outcomes.stream().filter(item -> item.rejection() != null).count();
        int changed = (int) outcomes.stream().filter(ItemOutcome::changed).count();
        if (!jobs.advance(job, worker, outcomes.size(), batch.getLast().line(), changed, rejected)) {
            throw new LostToAnotherException();
        }
        items.finish(job.caller().tenant(), job.id(), batch, outcomes);
    }

    private static ChangeRequest request(Job job) {
        Origin origin = job.origin();
        return new ChangeRequest(
                job.caller(),
                "POST /v1/jobs",
                NOTHING,
                null,
                origin.reason(),
                origin.ip(),
                origin.userAgent(),
                origin.correlation(),
                EventMetadata.Source.API);
    }

    /// The lease ended, and another worker went on.
    static final class LostToAnotherException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostToAnotherException() {
            super("another worker has this job by now", null, false, false);
        }
    }
}
