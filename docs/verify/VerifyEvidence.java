import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Verifies an evidence pack of Mandate with nothing but a JDK 17 or newer: no server, no library, no network.
///
///     java VerifyEvidence.java pack.json [trusted.note | keys.txt] ...
///
/// A trusted note is a checkpoint that you kept; keys.txt holds the public keys that you were given, one a line, oldest
/// first. With a note alone, the key that signed it is trusted, and each that it handed over to. Without either, the pack
/// is only shown to agree with itself: then compare the printed key with one you trust.
///
/// What is checked: each event's leaf is made anew from its bytes; its path leads to the root of the checkpoint; the
/// checkpoint is signed by the key; every event that the answer names is there, and type, time, actor and change set are
/// as the answer says; question and answer are of the kind that the pack says, and about the same; of a difference and
/// of a commit, that every event is there; that the answer begins and ends where the question says; that it does not
/// contradict its own events: whom they are about, and when; the log continues the trusted note. What cannot be checked
/// without the rules of decision: that the answer follows from the events. Names of people, addresses and reasons are
/// sealed in the log and only told. The format is described in docs/proofs.md.
public class VerifyEvidence {
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("usage: java VerifyEvidence.java pack.json [trusted.note | keys.txt] ...");
            System.exit(2);
        }
        try {
            System.out.println(new VerifyEvidence(arguments).verify());
        } catch (IOException e) {
            System.err.println("NOT PROVED: " + e.getMessage() + " cannot be read");
            System.exit(1);
        } catch (Exception e) {
            System.err.println("NOT PROVED: " + e.getMessage());
            System.exit(1);
        }
    }

    /// Something is not as it should be.
    static class Wrong extends Exception {
        Wrong(String what) {
            super(what);
        }
    }

    private final Map<String, Object> pack;
    private final List<String> keys = new ArrayList<>();
    private final List<Note> trusted = new ArrayList<>();

    VerifyEvidence(String[] arguments) throws Exception {
        pack = object(new Json(Files.readString(Path.of(arguments[0]))).read());
        for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
            String text = Files.readString(Path.of(file));
            if (text.contains("\n\n\u2014 ")) {
                trusted.add(new Note(text));
            } else {
                text.lines().filter(line -> !line.isBlank()).forEach(keys::add);
            }
        }
    }

    /// What is proved.
    String verify() throws Exception {
        if (!"mandate/evidence/1".equals(pack.get("format"))) {
            throw new Wrong("this is no evidence pack of a version that is known here");
        }
        Note checkpoint = new Note(string(pack, "checkpoint"));
        List<List<byte[]>> chains = keys.isEmpty()
                ? chainsOfPack()
                : List.of(keys.stream().map(VerifyEvidence::key).toList());
        byte[] signer = trusted.isEmpty() ? signer(checkpoint, chains) : null;
        for (Note note : trusted) {
            signer = continues(note, checkpoint, chains);
        }
        String by = vkey(checkpoint.origin(), signer);
        requireTree(checkpoint);
        Map<String, Map<String, Object>> proved = new TreeMap<>();
        for (Object event : list(pack, "events")) {
            Map<String, Object> proof = object(event);
            proved.put(included(proof, checkpoint), object(proof.get("event")));
        }
        requireForm();
        requireProved(pack.get("answer"), checkpoint.store() + "-0", proved);
        String whole = new Stretches(pack, checkpoint, proved).required();
        new Agreement(pack, checkpoint, proved).require();
        String events = proved.size() == 1 ? "1 event is" : proved.size() + " events are";
        return "PROVED: " + events + " in the log of tenant " + checkpoint.tenant() + ", whose checkpoint of size "
                + checkpoint.size + " is signed by " + by
                + whole
                + "\nquestion: " + pack.get("kind") + " " + Json.write(pack.get("question"))
                + "\nanswer:   " + Json.write(pack.get("answer"))
                + "\nNot proved: that the answer follows from the events. That takes Mandate's rules of decision."
                + (keys.isEmpty() && trusted.isEmpty()
                        ? "\nNothing that you trust was given: compare the key with one from another source."
                        : "");
    }

    /// Requires what the pack says of its tree, and of the one that it continues, to be so.
    private void requireTree(Note checkpoint) throws Exception {
        if (number(pack, "size") != checkpoint.size) {
            throw new Wrong("the \"size\" of the pack is another than that of its checkpoint");
        }
        if (pack.get("consistency") == null) {
            return;
        }
        Map<String, Object> proof = object(pack.get("consistency"));
        if (proof.get("fromRoot") == null) {
            return; // it says nothing by itself, and only serves a note that is trusted
        }
        long from = number(proof, "from");
        byte[] before = Base64.getDecoder().decode(string(proof, "fromRoot"));
        byte[] now = Base64.getDecoder().decode(string(proof, "toRoot"));
        boolean same = from == checkpoint.size && Arrays.equals(before, now);
        if (number(proof, "to") != checkpoint.size
                || !Arrays.equals(now, checkpoint.root)
                || !same && !consistent(from, before, checkpoint.size, now, path(proof))) {
            throw new Wrong("the checkpoint does not continue what \"consistency\" says");
        }
    }

    /// The keys in the pack, oldest first, in chains: within one, each was handed over to by the one before it. Where the
    /// secret of a key was lost, a new chain begins.
    private List<List<byte[]>> chainsOfPack() throws Exception {
        List<List<byte[]>> chains = new ArrayList<>();
        for (Object one : list(pack, "keys")) {
            byte[] key = key(string(object(one), "key"));
            List<byte[]> chain = chains.isEmpty() ? null : chains.get(chains.size() - 1);
            if (chain == null || object(one).get("succession") == null) {
                chain = new ArrayList<>();
                chains.add(chain);
            } else {
                byte[] before = chain.get(chain.size() - 1);
                String text = "mandate/keys\nepoch " + object(one).get("epoch") + "\nkey " + vkey("mandate/keys", key)
                        + "\nfollows " + vkey("mandate/keys", before) + "\n";
                Note note = new Note(string(object(one), "succession"));
                // Both, or whoever has one key could name any other as the one before or behind it.
                if (!note.text.equals(text)
                        || !note.signedBy("mandate/keys", before)
                        || !note.signedBy("mandate/keys", key)) {
                    throw new Wrong("a key of the pack was not handed over to by the one before it");
                }
            }
            chain.add(key);
        }
        return chains;
    }

    /// The key that signed a note; one of a chain that was given up counts only with a trusted note.
    private static byte[] signer(Note note, List<List<byte[]>> chains) throws Exception {
        List<byte[]> last = chains.isEmpty() ? List.of() : chains.get(chains.size() - 1);
        int at = place(note, last);
        if (at < 0) {
            throw new Wrong("the checkpoint is not signed by a key that is trusted");
        }
        return last.get(at);
    }

    /// Where in the chain the key is that signed a note, the latest of them; -1 where none did.
    private static int place(Note note, List<byte[]> chain) throws Exception {
        for (int at = chain.size() - 1; at >= 0; at--) {
            if (note.signedBy(note.origin(), chain.get(at))) {
                return at;
            }
        }
        return -1;
    }

    /// Checks that the checkpoint continues a trusted note, signed by the same key or one that it handed over to.
    private byte[] continues(Note before, Note now, List<List<byte[]>> chains) throws Exception {
        if (!before.tenant().equals(now.tenant())) {
            throw new Wrong("the trusted note is of tenant " + before.tenant());
        }
        for (List<byte[]> chain : chains) {
            int from = place(before, chain);
            if (from >= 0) {
                int to = place(now, chain);
                if (to < from) {
                    throw new Wrong("the checkpoint is not signed by the key of the trusted note or one that followed it");
                }
                requireGrown(before, now);
                return chain.get(to);
            }
        }
        throw new Wrong("the trusted note is signed by another key than the pack");
    }

    private void requireGrown(Note before, Note now) throws Exception {
        if (before.size == now.size) {
            if (!Arrays.equals(before.root, now.root)) {
                throw new Wrong("the log of the pack is another one than that of the trusted note");
            }
            return;
        }
        Map<String, Object> proof = pack.get("consistency") == null ? null : object(pack.get("consistency"));
        if (proof == null || number(proof, "from") != before.size || number(proof, "to") != now.size) {
            throw new Wrong("the pack does not tell how it continues the trusted note; ask for one with since="
                    + before.size);
        }
        if (!consistent(before.size, before.root, now.size, now.root, path(proof))) {
            throw new Wrong("the log of the pack does not continue that of the trusted note");
        }
    }

    /// Checks one event and gives back its position.
    private static String included(Map<String, Object> proof, Note checkpoint) throws Exception {
        Map<String, Object> event = object(proof.get("event"));
        long seq = number(event, "seq");
        String position = checkpoint.store() + "-" + seq;
        if (!checkpoint.tenant().equals(event.get("tenant")) || !position.equals(proof.get("position"))) {
            throw new Wrong("an event is of another tenant or at another position than it says");
        }
        byte[] leaf = leaf(event);
        if (!included(leaf, seq - 1, checkpoint.size, checkpoint.root, path(proof))) {
            throw new Wrong("the event at " + position + " is not in the log of the checkpoint");
        }
        if (number(proof, "index") != seq - 1
                || !Base64.getEncoder().encodeToString(leaf).equals(proof.get("leafHash"))) {
            throw new Wrong("\"index\" or \"leafHash\" of the event at " + position + " is another than that of its leaf");
        }
        return position;
    }

    // ---- what is asked and answered -------------------------------------------------------------------------------

    private static final String PAGE = "items position next? count? incompleteSince?";

    /// Of each kind of question the names of its parameters and the members of its answer; with `?` those that may be
    /// absent. Without this, an answer under another kind or name would escape what is checked of its own.
    private static final Map<String, List<String>> FORMS = Map.of(
            "DECISION",
            List.of(
                    "user node action record? at? position?",
                    "user node action record? position allowed reason maskedFields because event? scope?"),
            "ACCESS",
            List.of(
                    "node action user? record? creator? owner? assignee? container? attribute? masked? from? to? after?"
                            + " limit? count?",
                    "node action items position from? to? next? count?"),
            "USER",
            List.of(
                    "user at? position?",
                    "user status superuser permissions because position role? profile? perimeter?"),
            "LICENCE",
            List.of("at? position?", "pools position day?"),
            "COMMIT",
            List.of(
                    "position after? limit?",
                    "first position events shown affected changes tiers items next?"),
            "COMMITS",
            List.of("changeSet after? limit?", PAGE),
            "DIFF",
            List.of("from to? user? profile? after? limit?", "from to permissions? access? next?"),
            "OWN_CHANGES",
            List.of("from? to? after? limit?", PAGE));

    private void requireForm() throws Wrong {
        List<String> form = FORMS.get(string(pack, "kind"));
        if (form == null) {
            throw new Wrong("the pack is of a kind that is not known here: " + Json.write(pack.get("kind")));
        }
        Map<String, Object> question = object(pack.get("question"));
        Map<String, Object> answer = object(pack.get("answer"));
        requireNames("question", form.get(0), question);
        requireNames("answer", form.get(1), answer);
        boolean about = question.containsKey("user") || question.containsKey("profile");
        if ("DIFF".equals(pack.get("kind"))
                && (answer.containsKey("permissions") != about || answer.containsKey("access") == about)) {
            throw new Wrong("the answer is about others than the question");
        }
        boolean same =
                switch (string(pack, "kind")) {
                    case "USER" -> question.get("user").equals(object(answer.get("user")).get("id"));
                    case "DECISION" -> same(question, answer, "user", "action", "record");
                    case "ACCESS" -> same(question, answer, "action");
                    case "COMMITS" -> ofSet(question.get("changeSet"), list(answer, "items"));
                    default -> true;
                };
        if (!same) {
            throw new Wrong("the answer is about others than the question");
        }
    }

    /// Whether both say the same, or both nothing. A node may be asked about by an alias.
    private static boolean same(Map<String, Object> question, Map<String, Object> answer, String... names) {
        return Arrays.stream(names).allMatch(name -> Objects.equals(question.get(name), answer.get(name)));
    }

    /// Whether all commits are of this change set, by what is proved of the last event of each.
    private static boolean ofSet(Object changeSet, List<?> commits) throws Wrong {
        for (Object commit : commits) {
            Map<String, Object> last = object(object(commit).get("last"));
            if (!changeSet.equals(last.get("changeSet"))
                    || !string(object(commit), "position").equals(last.get("position"))) {
                return false;
            }
        }
        return true;
    }

    private void requireNames(String part, String names, Map<String, Object> object) throws Wrong {
        List<String> known = List.of(names.split(" "));
        for (String name : known) {
            if (!name.endsWith("?") && !object.containsKey(name)) {
                throw new Wrong("the " + part + " has no \"" + name + "\", as one of kind " + pack.get("kind") + " has");
            }
        }
        for (String name : object.keySet()) {
            if (!known.contains(name) && !known.contains(name + "?")) {
                throw new Wrong("the " + part + " has a \"" + name + "\", as none of kind " + pack.get("kind") + " has");
            }
        }
    }

    /// A question, its answer, and the events that are proved.
    static class Read {
        final Map<String, Object> pack;
        final Map<String, Object> question;
        final Map<String, Object> answer;
        final Note checkpoint;
        final Map<String, Map<String, Object>> proved;

        Read(Map<String, Object> pack, Note checkpoint, Map<String, Map<String, Object>> proved) throws Wrong {
            this.pack = pack;
            this.question = object(pack.get("question"));
            this.answer = object(pack.get("answer"));
            this.checkpoint = checkpoint;
            this.proved = proved;
        }

        void requireEnd(long end) throws Wrong {
            if (end > 0 && number(at(end), "commitSeq") != end) {
                throw new Wrong("no commit ends at " + position(end));
            }
        }

        static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.*)?", Pattern.CASE_INSENSITIVE);

        /// The earliest that a moment can be. A day begins somewhere on earth: which time zone the tenant is in is not
        /// told by the log.
        static Instant earliest(String written) throws Wrong {
            return moment(written, 18);
        }

        static Instant latest(String written) throws Wrong {
            return moment(written, -18);
        }

        /// @param hours how far ahead of UTC a day begins
        private static Instant moment(String written, int hours) throws Wrong {
            try {
                return written.length() > 10
                        ? OffsetDateTime.parse(written).toInstant()
                        : LocalDate.parse(written)
                                .atStartOfDay()
                                .toInstant(ZoneOffset.ofHours(hours));
            } catch (DateTimeException e) {
                throw new Wrong("there is no moment " + written);
            }
        }

        static Instant recorded(Map<String, Object> event) throws Wrong {
            return Instant.parse(string(event, "recordedAt"));
        }

        Map<String, Object> at(long seq) throws Wrong {
            Map<String, Object> event = proved.get(position(seq));
            if (event == null) {
                throw new Wrong("the event at " + position(seq) + " is missing: the answer rests on it");
            }
            return event;
        }

        String position(long seq) {
            return checkpoint.store() + "-" + seq;
        }

        /// The place of a position that a member names; 0 is before the first event.
        long seq(Map<String, Object> object, String name) throws Wrong {
            String written = string(object, name);
            String store = checkpoint.store() + "-";
            String seq = written.startsWith(store) ? written.substring(store.length()) : "";
            if (!seq.matches("0|[1-9][0-9]{0,17}")) {
                throw new Wrong("\"" + name + "\" is no position in the log of the checkpoint: " + written);
            }
            return Long.parseLong(seq);
        }
    }

    /// What is checked of answers that rest on all events of a stretch of the log: that each of them is there, and that
    /// it begins and ends where it should, which the events before and behind it show.
    static class Stretches extends Read {
        Stretches(Map<String, Object> pack, Note checkpoint, Map<String, Map<String, Object>> proved) throws Wrong {
            super(pack, checkpoint, proved);
        }

        /// What is there as a whole, as a line to be told; empty where the answer rests on what it names.
        String required() throws Wrong {
            return switch (string(pack, "kind")) {
                case "COMMIT" -> commit(seq(answer, "first"), seq(answer, "position"));
                case "DIFF" -> difference(seq(answer, "from"), seq(answer, "to"));
                case "DECISION", "USER", "LICENCE" -> moment(seq(answer, "position"));
                default -> "";
            };
        }

        private String commit(long first, long last) throws Wrong {
            requireAll(first, last);
            for (long seq = first; seq <= last; seq++) {
                if (number(at(seq), "commitSeq") != last) {
                    throw new Wrong("the event at " + position(seq) + " is of another commit");
                }
            }
            long asked = seq(question, "position");
            if (asked < first || asked > last || number(answer, "events") != last - first + 1) {
                throw new Wrong("the answer is about another commit than the question, or not about all of it");
            }
            return "\ncomplete: these are all events of the commit " + position(first) + " to " + position(last);
        }

        private String difference(long from, long to) throws Wrong {
            requireAll(from + 1, to);
            requireMoment("from", from);
            requireMoment("to", to);
            return "\ncomplete: these are all events behind " + position(from) + " up to " + position(to)
                    + ", and those beside them" + (openAt("to", to).isEmpty() ? openAt("from", from) : openAt("to", to));
        }

        /// Requires that what was asked about a moment is answered about it. Of the present nothing says when it was.
        private String moment(long end) throws Wrong {
            requireEnd(end);
            requireMoment("at", end);
            requireMoment("position", end);
            return openAt("at", end);
        }

        /// Where a moment by the clock is answered by the end of the checkpoint, what that leaves open, as a line to be
        /// told; else empty. A checkpoint tells when its last event was recorded, and not when it was signed.
        private String openAt(String name, long end) throws Wrong {
            if (end < checkpoint.size
                    || !question.containsKey(name)
                    || !DATED.matcher(string(question, name)).matches()) {
                return "";
            }
            return "\nNot proved: that nothing else was recorded by " + string(question, name)
                    + ". The checkpoint ends at " + position(end)
                    + " and does not say when it was signed: that takes a newer one.";
        }

        /// Requires each event of a stretch that begins and ends with a commit, its neighbours, and no others.
        private void requireAll(long first, long last) throws Wrong {
            if (first < 1 || last < first - 1 || last > checkpoint.size) {
                throw new Wrong("the answer ends before it begins, or beyond the checkpoint");
            }
            long before = Math.max(1, first - 1);
            long behind = Math.min(checkpoint.size, last + 1);
            if (proved.size() > behind - before + 1) {
                throw new Wrong("the pack has events that the answer is not about");
            }
            for (long seq = before; seq <= behind; seq++) {
                at(seq);
            }
            requireEnd(first - 1);
            requireEnd(last);
        }

        /// Requires that the last commit which a moment takes in is this one: it is of that time, and the next is not.
        private void requireMoment(String name, long end) throws Wrong {
            if (!question.containsKey(name)) {
                return;
            }
            String written = string(question, name);
            Map<String, Object> before = end == 0 ? null : at(end);
            Map<String, Object> behind = end == checkpoint.size ? null : at(end + 1);
            boolean right;
            if (DATED.matcher(written).matches()) {
                right = (before == null || !recorded(before).isAfter(latest(written)))
                        && (behind == null || recorded(behind).isAfter(earliest(written)));
            } else {
                long asked = seq(question, name);
                right = end <= asked
                        && asked <= checkpoint.size
                        && (behind == null || number(behind, "commitSeq") > asked);
            }
            if (!right) {
                throw new Wrong("\"" + name + "\" is " + written + ", and the answer is not about that moment");
            }
        }
    }

    /// What is checked of an answer against itself and its own events, for which no rule of decision is needed: whom the
    /// events are about, by the ids of their streams, and when they were recorded.
    static class Agreement extends Read {
        private static final List<String> ALLOWING = List.of("GRANTED", "SUPERUSER");

        /// Conditions that only an event of the user himself meets.
        private static final List<String> OWN =
                List.of("USER_EXISTS", "USER_ACTIVE", "SUPERUSER", "PROFILE", "PERIMETER", "USER_ATTRIBUTE");

        Agreement(Map<String, Object> pack, Note checkpoint, Map<String, Map<String, Object>> proved) throws Wrong {
            super(pack, checkpoint, proved);
        }

        void require() throws Wrong {
            switch (string(pack, "kind")) {
                case "DECISION" -> decision();
                case "ACCESS" -> access();
                case "USER" -> user();
                case "LICENCE" -> licence();
                case "OWN_CHANGES" -> ownChanges();
                default -> {
                    // The events of a commit or a difference are checked as a stretch; what they did is told.
                }
            }
        }

        private void decision() throws Wrong {
            String reason = string(answer, "reason");
            List<?> because = list(answer, "because");
            boolean allowed = Boolean.TRUE.equals(answer.get("allowed"));
            agree(allowed == ALLOWING.contains(reason), "\"allowed\" of the answer is not what its \"reason\" says");
            agree(allowed == allHold(because), "\"allowed\" of the answer is not what its \"because\" says");
            if (!"USER_UNKNOWN".equals(reason)) {
                conditions(string(answer, "user"), null, because);
            }
            turn(string(answer, "user"), answer.get("event"));
            upTo(answer, seq(answer, "position"));
        }

        private static boolean allHold(List<?> because) throws Wrong {
            for (Object each : because) {
                if (!Boolean.TRUE.equals(object(each).get("holds"))) {
                    return false;
                }
            }
            return true;
        }

        private void user() throws Wrong {
            List<?> because = list(answer, "because");
            String profile = answer.containsKey("profile") ? string(object(answer.get("profile")), "id") : "";
            conditions(string(object(answer.get("user")), "id"), profile, because);
            boolean active = "ACTIVE".equals(answer.get("status"));
            for (Object each : because) {
                agree(
                        !"USER_ACTIVE".equals(object(each).get("kind"))
                                || Boolean.valueOf(active).equals(object(each).get("holds")),
                        "\"status\" of the answer is not what its \"because\" says");
            }
            upTo(answer, seq(answer, "position"));
        }

        // ---- who could, and when

        private void access() throws Wrong {
            Window window = new Window(bound("from"), bound("to"));
            long end = seq(answer, "position");
            requireEnd(end);
            agree(
                    end == 0 || window.to == null || recorded(at(end)).isBefore(window.to),
                    "\"position\" of the answer lies behind its \"to\"");
            upTo(answer, end);
            List<?> items = list(answer, "items");
            for (Object item : items) {
                String user = string(object(object(item).get("user")), "id");
                agree(!question.containsKey("user") || user.equals(question.get("user")), OTHERS);
                List<?> intervals = list(object(item), "intervals");
                boolean cut = answer.containsKey("next") && item == items.get(items.size() - 1);
                for (int i = 0; i < intervals.size(); i++) {
                    Map<String, Object> time = object(intervals.get(i));
                    Map<String, Object> next = i + 1 < intervals.size() ? object(intervals.get(i + 1)) : null;
                    interval(user, time);
                    begin(time, window);
                    end(time, window, next, question.containsKey("masked") || cut && next == null);
                }
            }
        }

        private static final String OTHERS = "the answer is about others than the question";

        /// @param from null: open, as to
        private record Window(Instant from, Instant to) {}

        /// An end of the window of the answer, which is the one that was asked for.
        private Instant bound(String name) throws Wrong {
            Instant told = instant(answer, name);
            boolean right = question.containsKey(name)
                    ? told != null
                            && !told.isBefore(earliest(string(question, name)))
                            && !told.isAfter(latest(string(question, name)))
                    : told == null;
            agree(right, "the answer is about another window than the question: another \"" + name + "\"");
            return told;
        }

        private void interval(String user, Map<String, Object> time) throws Wrong {
            String reason = string(time, "reason");
            boolean masked = !list(time, "maskedFields").isEmpty();
            agree(ALLOWING.contains(reason), "the answer lists a time in which user " + user + " could not: " + reason);
            agree(
                    Boolean.valueOf(masked).equals(time.get("masked"))
                            && (!question.containsKey("masked")
                                    || string(question, "masked").equals(String.valueOf(masked))),
                    "\"masked\" of the answer is not what its \"maskedFields\" or the question says");
            String profile = "GRANTED".equals(reason) ? string(object(time.get("profile")), "id") : null;
            conditions(user, profile, list(time, "because"));
            for (String turn : List.of("grantedBy", "changedBy", "endedBy")) {
                turn(user, time.get(turn));
            }
        }

        /// A time begins with the event that granted or changed it, or where the window does.
        private void begin(Map<String, Object> time, Window window) throws Wrong {
            Instant from = instant(time, "from");
            Instant since = instant(time, "since");
            Instant granted = timeOf(time, "grantedBy");
            Instant changed = timeOf(time, "changedBy");
            agree(Objects.equals(since, granted), "\"since\" of the answer is not when \"grantedBy\" was");
            agree(
                    since == null || changed == null || since.isBefore(changed),
                    "\"changedBy\" of the answer is not behind \"grantedBy\"");
            Instant began = changed == null ? since : changed;
            boolean right = from != null
                    && (from.equals(window.from) ? began == null || !began.isAfter(from) : from.equals(began))
                    && (window.from == null || !from.isBefore(window.from));
            agree(right, "a time of the answer begins neither with its event nor with the window: \"from\"");
        }

        /// It ends with the event that ended it, where the window does, or where the next one begins, which is not told
        /// if only some times are.
        private void end(Map<String, Object> time, Window window, Map<String, Object> next, boolean some)
                throws Wrong {
            Instant to = instant(time, "to");
            Instant ended = timeOf(time, "endedBy");
            Instant following = next == null ? null : instant(next, "from");
            boolean right = ended != null
                    ? ended.equals(to)
                    : Objects.equals(to, window.to) || to != null && (some || to.equals(following));
            right &= to == null || instant(time, "from").isBefore(to);
            right &= window.to == null || to != null && !to.isAfter(window.to);
            right &= following == null || to != null && !following.isBefore(to);
            agree(right, "a time of the answer ends neither with its event nor with the window: \"to\"");
            agree(
                    (ended == null) == (time.get("endedBecause") == null)
                            && (ended == null || !ALLOWING.contains(string(time, "endedBecause"))),
                    "\"endedBecause\" of the answer is not told with an event that ended something");
        }

        // ---- the licence, and what people changed about themselves

        private void licence() throws Wrong {
            long position = seq(answer, "position");
            upTo(answer.get("pools"), position);
            for (Object pool : list(answer, "pools")) {
                for (Object tier : list(object(pool), "tiers")) {
                    ofLicence(object(tier).get("agreedBy"));
                    ofLicence(object(tier).get("exceededSince"));
                }
            }
            String asked = question.containsKey("at") ? string(question, "at") : "";
            agree(
                    answer.containsKey("day") == (asked.length() == 10),
                    "the answer has a \"day\" where none was asked for, or none where one was");
            if (answer.containsKey("day")) {
                day(LocalDate.parse(asked), object(answer.get("day")), position);
            }
        }

        private void day(LocalDate asked, Map<String, Object> day, long position) throws Wrong {
            Instant from = instant(day, "from");
            Instant to = instant(day, "to");
            agree(
                    within(from, asked) && (to == null || within(to, asked.plusDays(1))),
                    "\"day\" of the answer is another than that of the question");
            long until = seq(day, "until");
            requireEnd(until);
            agree(
                    position <= until && (until == position || to == null || recorded(at(until)).isBefore(to)),
                    "\"until\" of the answer lies not on its day");
            upTo(day, until);
            for (Object change : list(day, "changes")) {
                Object event = object(change).get("event");
                ofLicence(event);
                Instant time = recorded(fact(event));
                agree(
                        !time.isBefore(from) && (to == null || time.isBefore(to)),
                        "the answer tells of a change that was not on its day");
            }
        }

        private static boolean within(Instant time, LocalDate day) throws Wrong {
            return time != null
                    && !time.isBefore(earliest(day.toString()))
                    && !time.isAfter(latest(day.toString()));
        }

        private void ofLicence(Object event) throws Wrong {
            agree(event == null || stream(event).startsWith("licence/"), "the answer names an event of no licence");
        }

        private void ownChanges() throws Wrong {
            for (Object item : list(answer, "items")) {
                Map<String, Object> change = object(item);
                Map<String, Object> event = object(change.get("event"));
                String user = string(object(change.get("user")), "id");
                Object who = event.get("ACTOR".equals(change.get("as")) ? "actor" : "onBehalfOf");
                agree(user.equals(object(who).get("id")), "the answer says another user of a change than its event");
                String stream = stream(event);
                Object profile = change.get("profile");
                agree(
                        stream.startsWith("profile/")
                                ? stream.equals("profile/" + profile)
                                : !stream.startsWith("user/") || profile != null || stream.equals("user/" + user),
                        "the answer says of a change that it is of another user or profile than its event");
                Instant time = recorded(fact(event));
                agree(
                        (!question.containsKey("from") || !time.isBefore(earliest(string(question, "from"))))
                                && (!question.containsKey("to") || time.isBefore(latest(string(question, "to")))),
                        "the answer tells of a change that was not in the window of the question");
            }
        }

        // ---- whom events are about

        /// Requires that what is said of a user rests on events of this user and of one profile. What is known of a
        /// record may rest on those of others: a record may be a user or a profile.
        ///
        /// @param profile empty: the user has none; null: it is not told which
        private void conditions(String user, String profile, List<?> because) throws Wrong {
            boolean exists = false;
            String of = profile == null ? null : "profile/" + profile;
            for (Object each : because) {
                String kind = string(object(each), "kind");
                Object event = object(each).get("event");
                if (event == null || "RECORD".equals(kind)) {
                    continue;
                }
                String stream = stream(event);
                agree(
                        stream.equals("user/" + user) || !stream.startsWith("user/") && !OWN.contains(kind),
                        "the answer is about user " + user + ", and its " + kind + " about " + stream);
                if (stream.startsWith("profile/")) {
                    of = of == null ? stream : of;
                    agree(stream.equals(of), "the answer is about " + of + ", and its " + kind + " about " + stream);
                }
                exists |= "USER_EXISTS".equals(kind);
            }
            agree(exists, "the answer is about user " + user + ", and names no event by which there is one");
        }

        /// Requires that what turned it was no other user's, unless a record was asked about, which may be one.
        private void turn(String user, Object event) throws Wrong {
            if (event != null && !question.containsKey("record")) {
                String stream = stream(event);
                agree(
                        !stream.startsWith("user/") || stream.equals("user/" + user),
                        "the answer is about user " + user + ", and an event of it about " + stream);
            }
        }

        /// What an event is about, such as `user/kim`: the id of its stream, without the tenant.
        private String stream(Object event) throws Wrong {
            String id = string(fact(event), "aggregateId");
            return id.substring(id.indexOf('/') + 1);
        }

        /// The log's own event, of one that is told or named by its position.
        private Map<String, Object> fact(Object event) throws Wrong {
            return event(event instanceof Map<?, ?> ? object(event).get("position") : event, proved);
        }

        /// When the event of a member was; null where there is none.
        private Instant timeOf(Map<String, Object> object, String name) throws Wrong {
            return object.containsKey(name) ? recorded(fact(object.get(name))) : null;
        }

        private static Instant instant(Map<String, Object> object, String name) throws Wrong {
            return object.containsKey(name) ? Instant.parse(string(object, name)) : null;
        }

        /// Requires that nothing is named that lies behind what the answer takes in.
        private void upTo(Object value, long end) throws Wrong {
            if (value instanceof List<?> list) {
                for (Object each : list) {
                    upTo(each, end);
                }
            } else if (value instanceof Map<?, ?>) {
                for (Map.Entry<String, Object> member : object(value).entrySet()) {
                    boolean names = List.of("position", "event").contains(member.getKey());
                    Map<String, Object> event = names ? proved.get(String.valueOf(member.getValue())) : null;
                    agree(
                            event == null || number(event, "seq") <= end,
                            "the answer names an event behind " + position(end) + ", up to which it tells");
                    upTo(member.getValue(), end);
                }
            }
        }

        private static void agree(boolean right, String wrong) throws Wrong {
            if (!right) {
                throw new Wrong(wrong);
            }
        }
    }
    // ---- what the answer says of events ---------------------------------------------------------------------------

    /// What is said of events; an object that says it must say of which one.
    private static final List<String> SAID = List.of("time", "actor", "onBehalfOf", "source", "changeSet", "ip");

    /// Members that are an event.
    private static final List<String> EVENTS = List.of("grantedBy", "changedBy", "endedBy");

    /// Requires of all that the answer says of events, at any depth, that the log says the same. An object names its event
    /// by `position`, or by `event` where that is a position. Other texts were written by somebody and name none.
    ///
    /// @param nothing the position before the first event, which every log has
    /// @param proved the events, by position
    private static void requireProved(Object value, String nothing, Map<String, Map<String, Object>> proved)
            throws Exception {
        if (value instanceof List<?> list) {
            for (Object each : list) {
                requireProved(each, nothing, proved);
            }
        } else if (value instanceof Map<?, ?>) {
            Map<String, Object> map = object(value);
            boolean named = map.containsKey("position") && !nothing.equals(map.get("position"));
            Map<String, Object> leaf = named ? event(map.get("position"), proved) : Map.of();
            for (Map.Entry<String, Object> member : map.entrySet()) {
                String name = member.getKey();
                Object said = member.getValue();
                if (EVENTS.contains(name) || "event".equals(name) && said instanceof Map<?, ?>) {
                    event(object(said).get("position"), proved);
                } else if ("event".equals(name) && (said == null || !said.equals(leaf.get("type")))) {
                    event(said, proved);
                } else if (SAID.contains(name) && !named) {
                    throw new Wrong("the answer does not tell of which event its \"" + name + "\" is");
                }
                requireProved(said, nothing, proved);
            }
            if (named) {
                requireSame(map, leaf);
            }
        }
    }

    private static Map<String, Object> event(Object position, Map<String, Map<String, Object>> proved) throws Wrong {
        Map<String, Object> event = position instanceof String ? proved.get(position) : null;
        if (event == null) {
            throw new Wrong("the answer names an event that is not proved: " + Json.write(position));
        }
        return event;
    }

    /// Requires that an object says of its event what the leaf does; address and reason are sealed there.
    private static void requireSame(Map<String, Object> told, Map<String, Object> leaf) throws Exception {
        byte[] stored = Base64.getDecoder().decode(string(leaf, "metadata"));
        Map<String, Object> metadata = object(new Json(new String(stored, StandardCharsets.UTF_8)).read());
        for (String name : SAID) {
            Object said = told.get(name);
            boolean same = said == null
                    // Whom the actor was logged in as must not be left out.
                    ? !"onBehalfOf".equals(name) || !told.containsKey("actor") || metadata.get(name) == null
                    : switch (name) {
                        case "time" -> Instant.parse(text(said)).equals(Instant.parse(string(leaf, "recordedAt")));
                        case "actor" -> leaf.get("actor")
                                .equals(string(object(said), "kind") + ":" + string(object(said), "id"));
                        case "onBehalfOf" -> string(object(said), "id").equals(metadata.get(name));
                        case "source", "changeSet" -> said.equals(metadata.get(name));
                        default -> true;
                    };
            if (!same) {
                throw new Wrong("the answer says another \"" + name + "\" of the event at " + told.get("position")
                        + " than the log");
            }
        }
    }

    private static String text(Object value) throws Wrong {
        if (value instanceof String text) {
            return text;
        }
        throw new Wrong("the pack is not complete");
    }

    // ---- the leaf of an event -------------------------------------------------------------------------------------

    private static byte[] leaf(Map<String, Object> event) throws Exception {
        var bytes = new ByteArrayOutputStream();
        field(bytes, "mandate/event/1");
        field(bytes, string(event, "tenant"));
        field(bytes, number(event, "seq"));
        field(bytes, number(event, "commitSeq"));
        field(bytes, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(string(event, "recordedAt"))));
        field(bytes, HexFormat.of().parseHex(string(event, "eventId").replace("-", "")));
        field(bytes, string(event, "aggregateId"));
        field(bytes, number(event, "sequence"));
        field(bytes, string(event, "aggregateType"));
        field(bytes, string(event, "timestamp"));
        field(bytes, string(event, "type"));
        field(bytes, string(event, "revision"));
        field(bytes, string(event, "actor"));
        field(bytes, Base64.getDecoder().decode(string(event, "payload")));
        field(bytes, Base64.getDecoder().decode(string(event, "metadata")));
        return sha256(new byte[] {0}, bytes.toByteArray());
    }

    private static void field(ByteArrayOutputStream to, byte[] content) {
        to.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        to.writeBytes(content);
    }

    private static void field(ByteArrayOutputStream to, String text) {
        field(to, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void field(ByteArrayOutputStream to, long number) {
        field(to, ByteBuffer.allocate(8).putLong(number).array());
    }

    // ---- RFC 9162 -------------------------------------------------------------------------------------------------

    /// Section 2.1.3.2.
    private static boolean included(byte[] leaf, long index, long size, byte[] root, List<byte[]> path)
            throws GeneralSecurityException {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(r, root);
    }

    /// Section 2.1.4.2.
    private static boolean consistent(long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> path)
            throws GeneralSecurityException {
        if (first < 1 || first >= second || path.isEmpty()) {
            return false;
        }
        List<byte[]> steps = new ArrayList<>(path);
        if (first == Long.highestOneBit(first)) {
            steps.add(0, firstRoot);
        }
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = steps.get(0);
        byte[] sr = steps.get(0);
        for (byte[] c : steps.subList(1, steps.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
    }

    private static byte[] node(byte[] left, byte[] right) throws GeneralSecurityException {
        return sha256(new byte[] {1}, left, right);
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    // ---- C2SP signed notes ----------------------------------------------------------------------------------------

    /// A checkpoint, or another signed text.
    static class Note {
        final String text;
        final List<String> signatures;
        final long size;
        final byte[] root;

        Note(String written) throws Wrong {
            int gap = written.lastIndexOf("\n\n\u2014 ");
            if (gap < 0 || !written.endsWith("\n")) {
                throw new Wrong("a note is a text, an empty line and signatures");
            }
            text = written.substring(0, gap + 1);
            signatures = written.substring(gap + 2).lines().toList();
            List<String> lines = text.lines().toList();
            boolean checkpoint = lines.size() > 2 && lines.get(1).matches("[0-9]{1,18}");
            size = checkpoint ? Long.parseLong(lines.get(1)) : -1;
            root = checkpoint ? Base64.getDecoder().decode(lines.get(2)) : new byte[0];
        }

        String origin() {
            return text.lines().findFirst().orElse("");
        }

        String store() {
            return origin().split("/", -1)[1];
        }

        String tenant() {
            return origin().split("/", -1)[2];
        }

        boolean signedBy(String name, byte[] key) throws GeneralSecurityException {
            for (String line : signatures) {
                String[] parts = line.split(" ", -1);
                byte[] coded = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
                if (coded.length == 68 && parts[1].equals(name)
                        && Arrays.equals(Arrays.copyOf(coded, 4), hash(name, key))
                        && valid(key, text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(coded, 4, 68))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean valid(byte[] key, byte[] message, byte[] signed) throws GeneralSecurityException {
            byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
            byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
            System.arraycopy(key, 0, encoded, prefix.length, key.length);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(message);
            return signature.verify(signed);
        }
    }

    private static byte[] hash(String name, byte[] key) throws GeneralSecurityException {
        return Arrays.copyOf(sha256((name + "\n\u0001").getBytes(StandardCharsets.UTF_8), key), 4);
    }

    /// The bare key of a written one.
    private static byte[] key(String written) {
        byte[] coded = Base64.getDecoder().decode(written.strip().split("\\+", 3)[2]);
        return Arrays.copyOfRange(coded, 1, 33);
    }

    private static String vkey(String name, byte[] key) throws GeneralSecurityException {
        byte[] coded = new byte[33];
        coded[0] = 1;
        System.arraycopy(key, 0, coded, 1, 32);
        return name + "+" + HexFormat.of().formatHex(hash(name, key)) + "+"
                + Base64.getEncoder().encodeToString(coded);
    }

    // ---- JSON -----------------------------------------------------------------------------------------------------

    private static List<byte[]> path(Map<String, Object> proof) throws Wrong {
        List<byte[]> path = new ArrayList<>();
        for (Object hash : list(proof, "path")) {
            path.add(Base64.getDecoder().decode((String) hash));
        }
        return path;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) throws Wrong {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new Wrong("the pack is not complete");
    }

    private static List<?> list(Map<String, Object> object, String name) throws Wrong {
        if (object.get(name) instanceof List<?> list) {
            return list;
        }
        throw new Wrong("the pack has no list \"" + name + "\"");
    }

    private static String string(Map<String, Object> object, String name) throws Wrong {
        if (object.get(name) instanceof String text) {
            return text;
        }
        throw new Wrong("the pack has no text \"" + name + "\"");
    }

    private static long number(Map<String, Object> object, String name) throws Wrong {
        if (object.get(name) instanceof Long number) {
            return number;
        }
        throw new Wrong("the pack has no number \"" + name + "\"");
    }

    /// A small reader: objects, lists, texts, whole numbers as long, others as double, true, false, null.
    static class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object read() throws Wrong {
            Object value = value(0);
            blank();
            if (at < text.length()) {
                throw wrong();
            }
            return value;
        }

        private Object value(int depth) throws Wrong {
            blank();
            if (depth > 64 || at >= text.length()) {
                throw wrong();
            }
            return switch (text.charAt(at)) {
                case '{' -> map(depth);
                case '[' -> items(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> digits();
            };
        }

        private Map<String, Object> map(int depth) throws Wrong {
            Map<String, Object> map = new LinkedHashMap<>();
            at++;
            blank();
            while (!skip('}')) {
                if (!map.isEmpty()) {
                    expect(',');
                }
                blank();
                String name = string();
                blank();
                expect(':');
                if (map.containsKey(name)) {
                    throw new Wrong("the JSON has \"" + name + "\" twice");
                }
                map.put(name, value(depth + 1));
                blank();
            }
            return map;
        }

        private List<Object> items(int depth) throws Wrong {
            List<Object> items = new ArrayList<>();
            at++;
            blank();
            while (!skip(']')) {
                if (!items.isEmpty()) {
                    expect(',');
                }
                items.add(value(depth + 1));
                blank();
            }
            return items;
        }

        private String string() throws Wrong {
            expect('"');
            StringBuilder string = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                char c = text.charAt(at++);
                string.append(c == '\\' ? escaped() : c);
            }
            expect('"');
            return string.toString();
        }

        private char escaped() throws Wrong {
            char c = at < text.length() ? text.charAt(at++) : ' ';
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    at += 4;
                    yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
                }
                default -> throw wrong();
            };
        }

        private Object digits() throws Wrong {
            int from = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String number = text.substring(from, at);
            if (number.matches("-?(0|[1-9][0-9]{0,17})")) {
                return Long.parseLong(number);
            }
            if (number.isEmpty()) {
                throw wrong();
            }
            return Double.parseDouble(number);
        }

        private Object word(String word, Object value) throws Wrong {
            if (!text.startsWith(word, at)) {
                throw wrong();
            }
            at += word.length();
            return value;
        }

        private void blank() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private boolean skip(char c) throws Wrong {
            if (at >= text.length()) {
                throw wrong();
            }
            boolean there = text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        private void expect(char c) throws Wrong {
            if (!skip(c)) {
                throw wrong();
            }
        }

        private Wrong wrong() {
            return new Wrong("this is not valid JSON at character " + at);
        }

        static String write(Object value) {
            if (value instanceof Map<?, ?> map) {
                return map.entrySet().stream()
                        .map(entry -> write(entry.getKey()) + ": " + write(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            }
            if (value instanceof List<?> list) {
                return list.stream().map(Json::write).collect(Collectors.joining(", ", "[", "]"));
            }
            return value instanceof String text
                    ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "?") + '"'
                    : String.valueOf(value);
        }
    }
}
