package io.mandate.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Tells the code by which events are read and folded from any other: an index that was folded by other code may answer
/// otherwise, though it has the same shape.
final class FoldingCode {
    private static final List<String> PACKAGES =
            List.of("io/mandate/access/", "io/mandate/events/", "io/mandate/store/codec/");

    private FoldingCode() {}

    /// The SHA-256 of all classes that fold. Who builds the same sources again with the same compiler gets the same.
    static String digest(ClassLoader classes) {
        MessageDigest digest = sha256();
        try {
            for (Map.Entry<String, Resource> entry : found(classes).entrySet()) {
                byte[] content = entry.getValue().getContentAsByteArray();
                digest.update((entry.getKey() + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of the program cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Map<String, Resource> found(ClassLoader classes) throws IOException {
        var resolver = new PathMatchingResourcePatternResolver(classes);
        Map<String, Resource> found = new TreeMap<>();
        for (String folder : PACKAGES) {
            Resource[] in = resolver.getResources("classpath*:" + folder + "**/*.class");
            if (in.length == 0) {
                throw new IOException("there are no classes in " + folder);
            }
            for (Resource resource : in) {
                String address = resource.getURL().toString();
                found.putIfAbsent(address.substring(address.lastIndexOf(folder)), resource);
            }
        }
        return found;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
