package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void objects_keep_their_order() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", List.of(true, 2L));
        map.put("none", null);

        assertThat(Json.write(map)).isEqualTo("""
                {
                  "b": 1,
                  "a": [
                    true,
                    2
                  ],
                  "none": null
                }
                """);
    }

    @Test
    void empty_collections_stay_on_their_line() {
        assertThat(Json.write(List.of(Map.of(), List.of()))).isEqualTo("[\n  {},\n  []\n]\n");
    }

    @Test
    void strings_are_escaped() {
        assertThat(Json.write("say \"no\" \\ \n\t\r\u0001 ü \ud83d\ude00"))
                .isEqualTo("\"say \\\"no\\\" \\\\ \\n\\t\\r\\u0001 ü \\ud83d\\ude00\"\n");
    }
}
