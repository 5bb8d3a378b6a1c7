package io.mandate.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path and the parameters behind it, as a URL has them; what is null is not asked.
final class PathAndQuery {
    private final List<String> written = new ArrayList<>();
    private final String path;

    /// @param path as it stands in the URL
    PathAndQuery(String path) {
        this.path = path;
    }

    /// @param last what somebody wrote, as the last part of the path
    PathAndQuery(String path, String last) {
        this(path + URLEncoder.encode(last, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    PathAndQuery and(String name, @Nullable Object value) {
        if (value != null) {
            written.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    @Override
    public String toString() {
        return written.isEmpty() ? path : path + "?" + String.join("&", written);
    }
}
