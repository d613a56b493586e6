package dev.palindrome.schema.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"head", "7c1f0a_add_order_status", "1.1_create_orders", "_", "com10", "0-1"})
    void label_that_can_be_a_name_stays(String label) {
        assertThat(FileName.of(label)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, _..-..-etc-passwd~3754d6cb3a",
        "a b, a-b~c8687a08aa",
        "Head, Head~9bb0aacc6d",
        "grün, gr-n~fe263064ba",
        ".., _..~5ec1f7e700",
        "nul, _nul~99e6242759",
        "COM1.x, _COM1.x~72d1481bd0",
        "a., a.~5ab640fad5",
        "a~b, a-b~941528e5e7"
    })
    void label_that_cannot_be_a_name_is_replaced_and_gets_a_digest(String label, String name) {
        assertThat(FileName.of(label)).isEqualTo(name);
    }

    @Test
    void no_two_labels_have_one_name_on_any_file_system() {
        List<String> labels = List.of(
                "a b",
                "a-b",
                "a/b",
                "a\\b",
                "A-b",
                "A-B",
                "a~b",
                "a  b",
                "ä",
                "ö",
                "x".repeat(101),
                "x".repeat(102),
                "con",
                "_con",
                "a",
                "a.",
                ".a",
                "_.a");

        assertThat(labels.stream().map(FileName::of).map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9_-][a-z0-9._-]*(~[0-9a-f]{10})?"))
                .allMatch(name -> name.length() < 120);
    }

    @Test
    void blank_label_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileName.of(" "))
                .withMessage("A golden file needs a name, was ' '");
    }
}
