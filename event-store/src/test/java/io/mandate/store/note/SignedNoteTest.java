package io.mandate.store.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.merkle.Hash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    private static final String TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";

    /// The example of the specification's first implementation.
    private static final VerifierKey PETER =
            VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

    private static final String SIGNED = TEXT
            + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void a_note_of_another_implementation_is_valid_and_is_written_the_same() {
        SignedNote note = SignedNote.parse(SIGNED);
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.signedBy(PETER)).isTrue();
        assertThat(note).hasToString(SIGNED);
        assertThat(PETER).hasToString("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    @Test
    void a_changed_text_or_another_name_is_not_signed() {
        assertThat(SignedNote.parse(SIGNED.replace("answer", "anser")).signedBy(PETER))
                .isFalse();
        assertThat(SignedNote.parse(SIGNED).signedBy(PETER.as("Peter"))).isFalse();
    }

    @Test
    void signatures_are_those_of_rfc_8032() {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        assertThat(HexFormat.of().formatHex(Ed25519.sign(seed, new byte[0])))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void a_note_may_carry_two_signatures() {
        SigningKey old = SigningKey.generate();
        SigningKey next = SigningKey.parse(SigningKey.generate().written());
        SignedNote note = SignedNote.parse(
                SignedNote.sign("hello\n", "mandate/a/b", old, next).toString());
        assertThat(note.signedBy(old.verifier("mandate/a/b"))).isTrue();
        assertThat(note.signedByAny(List.of(next.verifier("mandate/a/b")))).isTrue();
        assertThat(note.signedBy(SigningKey.generate().verifier("mandate/a/b"))).isFalse();
    }

    @Test
    void the_halves_of_a_signing_key_must_fit() {
        String one = SigningKey.generate().written();
        byte[] mixed = java.util.Base64.getDecoder().decode(one);
        byte[] other =
                java.util.Base64.getDecoder().decode(SigningKey.generate().written());
        System.arraycopy(other, 32, mixed, 32, 32);
        String written = java.util.Base64.getEncoder().encodeToString(mixed);
        assertThatThrownBy(() -> SigningKey.parse(written)).isInstanceOf(IllegalArgumentException.class);
        assertThat(SigningKey.parse(one)).hasToString("SigningKey");
        assertThat(Arrays.equals(mixed, other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 name !!!\n",
                "text\n\n\u2014 na+me AAAA\n",
                "text\n\n\u2014 name AAAA",
                "text\n\n\u2014 name AAAA\nmore\n",
                "te\u0001xt\n\n\u2014 name AAAA\n"
            })
    void what_is_no_note_is_refused(String written) {
        assertThatThrownBy(() -> SignedNote.parse(written)).isInstanceOf(NotANoteException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a+b", "a+00000000+AAAA", "a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"})
    void what_is_no_key_is_refused(String written) {
        assertThatThrownBy(() -> VerifierKey.parse(written)).isInstanceOf(NotANoteException.class);
    }

    @Test
    void a_checkpoint_is_its_lines() {
        Checkpoint checkpoint =
                new Checkpoint("mandate/s/t", 7, Hash.leaf(new byte[0]), List.of("recorded_at 2026-03-01T00:00:00Z"));
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        assertThat(checkpoint.text())
                .isEqualTo(
                        "mandate/s/t\n7\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\nrecorded_at 2026-03-01T00:00:00Z\n");
        assertThat(checkpoint.value("recorded_at")).contains("2026-03-01T00:00:00Z");
        assertThat(checkpoint.value("journal")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n1\n",
                "a\n-1\nAAAA\n",
                "a\n01\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
                "a\n1\nAAAA\n"
            })
    void what_is_no_checkpoint_is_refused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(NotANoteException.class);
    }
}
