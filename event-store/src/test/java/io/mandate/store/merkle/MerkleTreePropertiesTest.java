package io.mandate.store.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The tree in tiles against the definitions of the RFC.
class MerkleTreePropertiesTest {
    private static final int MOST = 1_500;
    private static final NaiveTree NAIVE = new NaiveTree();
    private static final TileEdge TILES = new TileEdge(new RememberedTiles());

    static {
        for (int i = 0; i < MOST; i++) {
            NAIVE.add(leaf(i));
            TILES.add(leaf(i));
        }
    }

    @Property(tries = 300)
    void every_root_is_as_defined(@ForAll @IntRange(max = MOST) int size) {
        assertThat(MerkleTree.root(size, TILES)).isEqualTo(NAIVE.root(size));
    }

    @Property(tries = 300)
    void inclusion_is_as_defined_and_is_accepted(
            @ForAll @IntRange(min = 1, max = MOST) int size, @ForAll @IntRange(max = MOST) int seed) {
        int index = seed % size;
        List<Hash> path = MerkleTree.inclusion(index, size, TILES);
        assertThat(path).isEqualTo(NAIVE.inclusion(index, size));
        assertThat(ProofCheck.included(leaf(index), index, size, NAIVE.root(size), path))
                .isTrue();
    }

    @Property(tries = 300)
    void consistency_is_as_defined_and_is_accepted(
            @ForAll @IntRange(max = MOST) int second, @ForAll @IntRange(max = MOST) int seed) {
        int first = seed % (second + 1);
        List<Hash> path = MerkleTree.consistency(first, second, TILES);
        assertThat(path).isEqualTo(NAIVE.consistency(first, second));
        assertThat(ProofCheck.consistent(first, NAIVE.root(first), second, NAIVE.root(second), path))
                .isTrue();
    }

    @Property(tries = 300)
    void a_changed_proof_is_refused(
            @ForAll @IntRange(min = 2, max = MOST) int size,
            @ForAll @IntRange(max = MOST) int seed,
            @ForAll @IntRange(max = 30) int which) {
        int index = seed % size;
        List<Hash> path = MerkleTree.inclusion(index, size, TILES);
        Hash root = NAIVE.root(size);
        assertThat(ProofCheck.included(leaf(index), index, size, root, changed(path, which)))
                .isFalse();
        assertThat(ProofCheck.included(leaf(index + 1), index, size, root, path))
                .isFalse();
        assertThat(ProofCheck.included(leaf(index), index, size, root, longer(path)))
                .isFalse();
        assertThat(ProofCheck.included(leaf(index), index, size, root, path.subList(1, path.size())))
                .isFalse();
        int first = 1 + seed % (size - 1);
        List<Hash> later = MerkleTree.consistency(first, size, TILES);
        assertThat(ProofCheck.consistent(first, NAIVE.root(first), size, root, changed(later, which)))
                .isFalse();
        assertThat(ProofCheck.consistent(first, NAIVE.root(first), size, root, longer(later)))
                .isFalse();
        assertThat(ProofCheck.consistent(first, leaf(MOST), size, root, later)).isFalse();
    }

    @Property(tries = 100)
    void an_edge_that_was_written_goes_on_as_if_it_had_not(
            @ForAll @IntRange(max = MOST) int size, @ForAll @IntRange(max = 600) int more) {
        RememberedTiles kept = new RememberedTiles();
        TileEdge edge = new TileEdge(kept);
        for (int i = 0; i < size; i++) {
            edge.add(leaf(i));
        }
        TileEdge again = TileEdge.read(edge.written(), size, kept);
        int end = Math.min(MOST, size + more);
        for (int i = size; i < end; i++) {
            again.add(leaf(i));
        }
        assertThat(again.root()).isEqualTo(NAIVE.root(end));
        assertThat(kept.count()).isEqualTo(end / TileEdge.WIDTH);
    }

    @Test
    void tiles_above_tiles_are_right_too() {
        Frontier frontier = new Frontier();
        TileEdge edge = new TileEdge(new RememberedTiles());
        int size = TileEdge.WIDTH * TileEdge.WIDTH + 300;
        for (int i = 0; i < size; i++) {
            frontier.add(leaf(i));
            edge.add(leaf(i));
        }
        assertThat(edge.root()).isEqualTo(frontier.root());
        List<Hash> path = MerkleTree.inclusion(65_535, size, edge);
        assertThat(ProofCheck.included(leaf(65_535), 65_535, size, frontier.root(), path))
                .isTrue();
    }

    private static Hash leaf(int i) {
        return Hash.leaf(ByteBuffer.allocate(4).putInt(i).array());
    }

    private static List<Hash> changed(List<Hash> path, int which) {
        List<Hash> other = new ArrayList<>(path);
        other.set(which % path.size(), leaf(MOST + 1));
        return other;
    }

    private static List<Hash> longer(List<Hash> path) {
        List<Hash> other = new ArrayList<>(path);
        other.add(leaf(0));
        return other;
    }
}
