package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private static final List<String> VALID =
            List.of("count_video_start", "count_video_complete", "event_type", "user_id", "revenue", "x");

    @ParameterizedTest
    @CsvSource({
        "count_video_strat, count_video_start",
        "COUNT_VIDEO_START, count_video_start",
        "evnt_type, event_type",
        "userid, user_id",
        "revenues, revenue",
    })
    void findsWhatWasMeant(String name, String expected) {
        assertEquals(Optional.of(expected), Names.nearest(name, VALID));
    }

    @ParameterizedTest
    @CsvSource({"country", "y", "page"})
    void suggestsNothingFarAway(String name) {
        assertTrue(Names.nearest(name, VALID).isEmpty());
    }

    @Test
    void quotesTheNameThatNeedsIt() {
        List<String> odd = List.of("event type");
        assertEquals("did you mean \"event type\"?", Names.adviceInExpression("event typ", odd, "none"));
        assertEquals("did you mean event type?", Names.advice("event typ", odd, "none"));
        assertEquals("none", Names.advice("z", VALID, "none"));
    }

    @Property
    void countsASwapOfNeighboursAsOneEdit(@ForAll @AlphaChars @StringLength(min = 2, max = 20) String text) {
        String swapped = text.charAt(1) + text.substring(0, 1) + text.substring(2);
        assertTrue(Names.distance(text, swapped) <= 1);
        assertEquals(Names.distance(text, swapped), Names.distance(swapped, text));
        assertEquals(1, Names.distance(text, text + "!"));
        assertEquals(text.length(), Names.distance(text, ""));
    }
}
