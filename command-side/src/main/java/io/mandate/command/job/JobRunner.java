package io.mandate.command.job;

import io.mandate.command.job.JobBatch.LostToAnotherException;
import io.mandate.command.job.JobBatch.Told;
import io.mandate.store.work.Worker;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// This node's worker for jobs. It takes one batch after the other, each from the job that waited longest, so that a
/// small job does not wait for a big one. A job is leased for one batch; if the node dies, the lease ends and any node
/// goes on where the last commit stands.
@Component
class JobRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration POSTPONED = Duration.ofSeconds(5);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
    private static final Duration KEEP_FINISHED = Duration.ofDays(7);
    private static final Duration KEEP_ABANDONED = Duration.ofHours(1);

    private final String worker = UUID.randomUUID().toString();
    private final Worker work = new Worker("jobs", _ -> round());
    private final JobStore jobs;
    private final JobBatch batch;
    private final boolean enabled;
    private final Duration lease;
    private long sweptAt = System.nanoTime() - SWEEP_EVERY.toNanos();

    /// @param enabled whether this node works on jobs at all
    /// @param lease how long a batch may take before another node takes the job over
    JobRunner(
            JobStore jobs,
            JobBatch batch,
            @Value("${mandate.jobs.enabled:true}") boolean enabled,
            @Value("${mandate.jobs.lease:60s}") Duration lease) {
        this.jobs = jobs;
        this.batch = batch;
        this.enabled = enabled;
        this.lease = lease;
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    /// There is something to do.
    void wake() {
        work.wake();
    }

    @Override
    public void start() {
        work.start();
    }

    /// Ends after the batch at hand.
    @Override
    public void stop() {
        work.stop(Duration.ofSeconds(20), false);
    }

    @Override
    public boolean isRunning() {
        return work.running();
    }

    private Duration round() {
        if (step()) {
            return Duration.ZERO;
        }
        sweepIfTime();
        return PAUSE;
    }

    /// Carries out one batch of some job; false if none waits.
    boolean step() {
        Optional<Job> claimed = jobs.claim(worker, lease);
        claimed.ifPresent(this::advance);
        return claimed.isPresent();
    }

    private void advance(Job job) {
        try {
            Told told = batch.carryOut(job, worker);
            jobs.release(job, worker, told.position(), told.warnings());
        } catch (LostToAnotherException _) {
            LOG.info("Job {} is carried on by another node", job.id());
        } catch (RuntimeException e) {
            LOG.warn("A batch of job {} failed and will be tried again", job.id(), e);
            jobs.postpone(job, worker, POSTPONED);
        }
    }

    private void sweepIfTime() {
        if (System.nanoTime() - sweptAt >= SWEEP_EVERY.toNanos()) {
            sweptAt = System.nanoTime();
            jobs.sweep(KEEP_FINISHED, KEEP_ABANDONED);
        }
    }
}
