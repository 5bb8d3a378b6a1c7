package io.mandate.acceptance;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request of an endpoint that is good as it stands, with places for the ids of somebody's things: `{user}`,
/// `{profile}`.
///
/// @param query what follows the path, without `?`
/// @param in the path, other things than its own names say, by its names
/// @param seen whether it says which revision it has seen
/// @param by who asks such things
/// @param refusal the code that it is refused with even where everything is one's own; empty: it is carried out
/// @param varies whether its answer says more than what was asked: how often in this minute, or since when
record Sample(String query, String body, Map<String, String> in, boolean seen, By by, boolean varies, String refusal) {
    private static final Pattern PLACE = Pattern.compile("\\{\\*?(\\w+)}");

    static final String ELSEWHERE = "elsewhere";

    enum By {
        ADMINISTRATOR,
        SERVICE,
        AUDITOR,
        OPERATOR
    }

    static final Sample PLAIN = new Sample("", "", Map.of(), false, By.ADMINISTRATOR, false, "");

    static Sample body(String body) {
        return new Sample("", body, Map.of(), false, By.ADMINISTRATOR, false, "");
    }

    static Sample query(String query) {
        return new Sample(query, "", Map.of(), false, By.ADMINISTRATOR, false, "");
    }

    Sample withQuery(String more) {
        return new Sample(more, body, in, seen, by, varies, refusal);
    }

    Sample at(String name, String thing) {
        return new Sample(query, body, Map.of(name, thing), seen, by, varies, refusal);
    }

    Sample afterSeeing() {
        return new Sample(query, body, in, true, by, varies, refusal);
    }

    Sample by(By asker) {
        return new Sample(query, body, in, seen, asker, varies, refusal);
    }

    Sample varying() {
        return new Sample(query, body, in, seen, by, true, refusal);
    }

    /// What it needs first takes more than one request; that it works for its owner is tested where it belongs.
    Sample shownElsewhere() {
        return refused(ELSEWHERE);
    }

    /// In the product of this walk it is refused even where everything is one's own.
    Sample refused(String code) {
        return new Sample(query, body, in, seen, by, varies, code);
    }

    /// Whether it speaks of things outside of its path, so that those can be somebody else's.
    boolean refers() {
        return PLACE.matcher(query + body).find();
    }

    String path(Endpoint endpoint, Things path, Things rest) {
        String filled = PLACE.matcher(endpoint.pattern().replaceAll("/\\*\\*$", ""))
                .replaceAll(
                        place -> Matcher.quoteReplacement(path.get(in.getOrDefault(place.group(1), place.group(1)))));
        return filled.replace("//", "/") + (query.isEmpty() ? "" : "?" + fill(query, rest));
    }

    String body(Things things) {
        return fill(body, things);
    }

    private static String fill(String text, Things things) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(things.get(place.group(1))));
    }
}
