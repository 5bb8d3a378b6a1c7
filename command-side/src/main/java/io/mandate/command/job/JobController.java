package io.mandate.command.job;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Writes;
import io.mandate.command.job.JobItemStore.Result;
import io.mandate.command.request.ItemAnswers;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.Wording;
import io.mandate.live.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Jobs are sent, watched, and read out. A job is seen by who sent it only, and while they still may send such a one.
@RestController
@RequestMapping("/v1/jobs")
class JobController {
    private static final String JOBS = "/v1/jobs/";
    private static final int MOST = 10_000;
    private static final Set<String> STATUSES = Set.of("DONE", "UNCHANGED", "REJECTED");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JobReceipt receipt;
    private final JobStore jobs;
    private final JobItemStore items;
    private final JobRunner runner;
    private final CommandGate gate;
    private final Wording wording;

    JobController(
            JobReceipt receipt,
            JobStore jobs,
            JobItemStore items,
            JobRunner runner,
            CommandGate gate,
            Wording wording) {
        this.receipt = receipt;
        this.jobs = jobs;
        this.items = items;
        this.runner = runner;
        this.gate = gate;
        this.wording = wording;
    }

    /// The body is NDJSON: one item a line. A form is refused, because its parameters would be looked for in the body.
    @Described(
            summary = "Send a bulk job, one item a line",
            body = JobProgress.JobItem.class,
            consumes = "application/x-ndjson",
            answer = JobProgress.class,
            status = 202,
            refuses = 429)
    @PostMapping(consumes = {MediaType.APPLICATION_NDJSON_VALUE, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<Map<String, Object>> send(
            Caller caller, RequestFacts facts, @RequestParam String kind, HttpServletRequest request)
            throws IOException {
        JobKind wanted = JobKind.of(kind);
        refuseWhatCannotBe(caller, facts, wanted);
        String id = receipt.receive(caller, facts, wanted, request.getInputStream());
        runner.wake();
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create(JOBS + id))
                .body(answer(job(caller, id)));
    }

    @Described(summary = "Watch a job", answer = JobProgress.class)
    @GetMapping("/{job}")
    ResponseEntity<Map<String, Object>> watch(Caller caller, RequestFacts facts, @PathVariable String job) {
        Job found = readable(caller, facts, job);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (found.position() != null) {
            answer.header(MinPosition.ANSWER, found.position());
        }
        return answer.body(answer(found));
    }

    /// NDJSON: what became of each item so far, in the order of their lines. A `Link` leads to the next page.
    @Described(
            summary = "Read what became of the items, one a line",
            answer = JobProgress.JobLine.class,
            produces = "application/x-ndjson")
    @GetMapping("/{job}/results")
    ResponseEntity<byte[]> results(
            Caller caller,
            RequestFacts facts,
            @PathVariable String job,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "1000") int limit,
            @RequestParam(required = false) @Nullable String status) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidValueException("limit", "must be 1 to " + MOST);
        }
        if (status != null && !STATUSES.contains(status)) {
            throw new InvalidValueException("status", "must be DONE, UNCHANGED or REJECTED");
        }
        Job found = readable(caller, facts, job);
        List<Result> page = items.results(caller.tenant(), found.id(), after, status, limit);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON);
        if (page.size() == limit) {
            String next = JOBS + found.id() + "/results?after=" + page.getLast().line() + "&limit=" + limit
                    + (status == null ? "" : "&status=" + status);
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.body(lines(page, wording.of(caller.tenant())));
    }

    /// Rights are decided for each item at the head; who has none at all need not send anything, nor who
    /// would have to say why and does not. A retry is answered as it was.
    private void refuseWhatCannotBe(Caller caller, RequestFacts facts, JobKind kind) {
        ChangeRequest request = Writes.request(caller, facts, new byte[0]);
        gate.requireForSome(request, caller.tenant(), kind.right());
        if (!receipt.received(caller, facts)) {
            gate.requireReason(request, caller.tenant());
        }
    }

    /// The job of who may still send one of its kind, as of the head: what it did is told to nobody else.
    private Job readable(Caller caller, RequestFacts facts, String id) {
        Job found = job(caller, id);
        gate.requireForSome(
                Writes.request(caller, facts, new byte[0]),
                caller.tenant(),
                found.kind().right());
        return found;
    }

    private Job job(Caller caller, String id) {
        return jobs.find(caller, id)
                .orElseThrow(() -> new RejectedException(Rejection.of(RejectionCode.JOB_NOT_FOUND, "job", id)));
    }

    private static Map<String, Object> answer(Job job) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", job.id());
        answer.put("kind", job.kind().word());
        answer.put("state", job.state().name());
        answer.put("items", job.items());
        answer.put("done", job.done());
        answer.put("changed", job.changed());
        answer.put("unchanged", job.done() - job.changed() - job.rejected());
        answer.put("rejected", job.rejected());
        answer.put("warnings", JSON.readTree(job.warnings()));
        answer.put("createdAt", job.createdAt().toString());
        if (job.finishedAt() != null) {
            answer.put("finishedAt", job.finishedAt().toString());
        }
        if (job.position() != null) {
            answer.put("position", job.position());
        }
        return answer;
    }

    private static byte[] lines(List<Result> page, UnaryOperator<Rejection> words) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Result result : page) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("line", result.line());
            line.put("status", result.status());
            if (result.rejection() != null) {
                line.put("problem", ItemAnswers.problem(words.apply(result.rejection())));
            }
            lines.writeBytes(JSON.writeValueAsBytes(line));
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
