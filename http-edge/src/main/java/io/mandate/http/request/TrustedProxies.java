package io.mandate.http.request;

import io.mandate.store.startup.StartupRefusedException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/// Whose word is taken for where a request came from. Everybody can write `X-Forwarded-For`; what a proxy of ours added
/// to its end is what it saw. So the list is read from its end, and the first address that is not a proxy of ours is
/// where it came from.
final class TrustedProxies {
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.+)](?::\\d+)?|(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d+");

    private final List<IpAddressMatcher> trusted;

    /// @param networks addresses, or networks such as `10.1.0.0/16`; anything else is refused with
    ///   [StartupRefusedException]
    TrustedProxies(List<String> networks) {
        this.trusted = networks.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(TrustedProxies::network)
                .toList();
    }

    boolean none() {
        return trusted.isEmpty();
    }

    /// Where a request came from.
    ///
    /// @param peer who is at the other end of the connection
    /// @param forwarded the values of `X-Forwarded-For`, as they came
    String origin(String peer, List<String> forwarded) {
        String[] hops = String.join(",", forwarded).split(",", -1);
        String nearest = peer;
        for (int i = hops.length - 1; i >= 0 && trusts(nearest); i--) {
            String hop = withoutPort(hops[i].strip());
            if (!address(hop)) {
                return nearest;
            }
            nearest = hop;
        }
        return nearest;
    }

    private boolean trusts(String address) {
        return trusted.stream().anyMatch(network -> network.matches(address));
    }

    private static String withoutPort(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /// By its form: no name is looked up.
    private static boolean address(String text) {
        try {
            return text.indexOf('/') < 0 && text.length() <= 45 && new IpAddressMatcher(text).matches(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static IpAddressMatcher network(String written) {
        try {
            return new IpAddressMatcher(written);
        } catch (IllegalArgumentException e) {
            throw new StartupRefusedException(
                    "\"" + written + "\" in mandate.trusted-proxies is neither an address nor a network such as"
                            + " 10.1.0.0/16",
                    e);
        }
    }
}
