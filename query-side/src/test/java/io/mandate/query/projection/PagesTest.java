package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagesTest {
    @Test
    void a_page_is_filled_before_the_next_is_begun() {
        try (Pages pages = new Pages()) {
            ByteBuffer first = pages.withRoom(1);
            first.position(first.capacity() - 10);

            assertThat(pages.withRoom(10)).isSameAs(first);
            assertThat(pages.withRoom(11)).isNotSameAs(first).isSameAs(pages.page(1));
            assertThat(pages.count()).isEqualTo(2);
        }
    }

    @Test
    void pages_grow_with_what_is_kept_up_to_a_bound_and_one_that_is_larger_still_has_a_page_of_its_own() {
        try (Pages pages = new Pages()) {
            IntStream.range(0, 20).forEach(_ -> fill(pages.withRoom(1)));

            assertThat(pages.page(0).capacity()).isEqualTo(1 << 14);
            assertThat(pages.page(19).capacity()).isEqualTo(1 << 20);
            assertThat(pages.withRoom(3 << 20).capacity()).isEqualTo(3 << 20);
            assertThat(pages.bytes())
                    .isEqualTo(IntStream.range(0, pages.count())
                            .mapToLong(number -> pages.page(number).capacity())
                            .sum());
        }
    }

    @Test
    void the_memory_is_given_back() {
        Pages pages = new Pages();
        ByteBuffer page = pages.withRoom(1);

        pages.close();

        assertThatThrownBy(() -> page.get(0)).isInstanceOf(IllegalStateException.class);
    }

    private static void fill(ByteBuffer page) {
        page.position(page.capacity());
    }
}
