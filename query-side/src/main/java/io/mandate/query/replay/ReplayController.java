package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.PageRequest;
import io.mandate.query.repeated.RepeatedRequests;
import io.mandate.query.replay.ReplayState.Wish;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Replays are asked for, watched, switched to and abandoned. What is asked is done by whichever node works; answers
/// say how it stands now.
@RestController
@RequestMapping("/v1/replays")
class ReplayController {
    private static final byte[] NOTHING = {};

    private final Replays replays;
    private final ReplayRights rights;
    private final ReplayListeners listeners;
    private final RepeatedRequests repeated;
    private final StrictJson json;

    ReplayController(
            Replays replays,
            ReplayRights rights,
            ReplayListeners listeners,
            RepeatedRequests repeated,
            StrictJson json) {
        this.replays = replays;
        this.rights = rights;
        this.listeners = listeners;
        this.repeated = repeated;
        this.json = json;
    }

    /// @param next what to send as `after` for the following page; null: this is the last one
    record ReplayPage(List<ReplayView> items, @Nullable String next) {}

    /// Accepted: the state is REQUESTED until a node takes it up, within a second.
    @Described(
            summary = "Ask for a replay of read models",
            body = ReplayRequest.class,
            status = 202,
            refuses = {404, 429})
    @PostMapping
    ResponseEntity<ReplayView> ask(Caller caller, RequestFacts facts, @RequestBody(required = false) byte[] body) {
        TenantId scope = rights.requireWish(caller);
        ReplayRequest request = body == null || body.length == 0
                ? new ReplayRequest(null, null, null, null)
                : json.read(body, ReplayRequest.class);
        String id = repeated.once(
                caller,
                facts,
                body == null ? NOTHING : body,
                () -> replays.ask(caller, facts, scope, request).id());
        Replay replay = replays.find(scope, id);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/replays/" + replay.id()))
                .body(replays.view(replay));
    }

    /// The newest first.
    @Described(summary = "List the replays, the newest first")
    @GetMapping
    ReplayPage replays(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        TenantId scope = rights.requireSight(caller);
        PageRequest page = PageRequest.of("replays", after, limit, null);
        List<ReplayView> found =
                replays.views(replays.page(scope, page.after().isEmpty() ? null : page.after(), page.rows()));
        var part = page.part(found, ReplayView::id, Function.identity(), null);
        return new ReplayPage(part.items(), part.next());
    }

    // It does not say what it produces, so that it is also the answer to whoever accepts anything.
    @Described(summary = "Read how far a replay is", alsoAs = "text/event-stream")
    @GetMapping("/{replay}")
    ReplayView replay(Caller caller, @PathVariable String replay) {
        return replays.view(replays.find(rights.requireSight(caller), replay));
    }

    /// The same again and again while it changes, as Server-Sent Events: `progress`, and `end` when nothing more
    /// happens by itself.
    @Described(
            summary = "Watch a replay, as JSON or as Server-Sent Events",
            answer = ReplayView.class,
            alsoAs = "text/event-stream")
    @GetMapping(path = "/{replay}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter watch(Caller caller, @PathVariable String replay) {
        TenantId scope = rights.requireSight(caller);
        return listeners.listen(replays.find(scope, replay), scope);
    }

    @Described(summary = "Compare a replay with the live models", status = 202)
    @PostMapping("/{replay}/comparison")
    ResponseEntity<ReplayView> compare(Caller caller, RequestFacts facts, @PathVariable String replay) {
        return wish(caller, facts, replay, Wish.COMPARE);
    }

    @Described(summary = "Continue an interrupted replay", status = 202)
    @PostMapping("/{replay}/continue")
    ResponseEntity<ReplayView> goOn(Caller caller, RequestFacts facts, @PathVariable String replay) {
        return wish(caller, facts, replay, Wish.CONTINUE);
    }

    @Described(summary = "Switch to the replayed models", status = 202)
    @PostMapping("/{replay}/switch")
    ResponseEntity<ReplayView> switchTo(Caller caller, RequestFacts facts, @PathVariable String replay) {
        return wish(caller, facts, replay, Wish.SWITCH);
    }

    @Described(summary = "Abandon a replay", status = 202)
    @PostMapping("/{replay}/abandon")
    ResponseEntity<ReplayView> abandon(Caller caller, RequestFacts facts, @PathVariable String replay) {
        return wish(caller, facts, replay, Wish.ABANDON);
    }

    private ResponseEntity<ReplayView> wish(Caller caller, RequestFacts facts, String replay, Wish wish) {
        TenantId scope = rights.requireWish(caller);
        String id = repeated.once(
                caller,
                facts,
                NOTHING,
                () -> replays.wish(caller, facts, scope, replay, wish).id());
        return ResponseEntity.accepted().body(replays.view(replays.find(scope, id)));
    }
}
