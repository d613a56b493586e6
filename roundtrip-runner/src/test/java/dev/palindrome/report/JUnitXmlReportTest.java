package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitXmlReportTest {

    @TempDir
    private Path folder;

    private static Element parse(RoundTripReport report, RevisionTimes times) throws Exception {
        String xml = JUnitXmlReport.render(report, Severity.ERROR, id -> "palindrome verify --only " + id, times);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static Element parse(RoundTripReport report) throws Exception {
        return parse(report, new RevisionTimes());
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            elements.add((Element) nodes.item(index));
        }
        return elements;
    }

    @Test
    void each_revision_is_a_test_case() throws Exception {
        Element suites = parse(ReportSample.of(folder.resolve("v1.2/db"), 4)
                .judged(RevisionStatus.OK)
                .judged(
                        RevisionStatus.ERROR,
                        ReportSample.warning("watch out"),
                        ReportSample.error("rows are lost"),
                        ReportSample.finding(FindingType.ROWS_CHANGED, "changed"))
                .judged(RevisionStatus.SKIPPED)
                .judged(RevisionStatus.OK, ReportSample.error("meant so").allowedFor("old rows"))
                .report());

        Element suite = elements(suites, "testsuite").get(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("time")).isEqualTo("1.234");
        List<Element> cases = elements(suite, "testcase");
        assertThat(cases)
                .extracting(test -> test.getAttribute("name"))
                .containsExactly("1 tidy up", "2 tidy up", "3 tidy up", "4 tidy up");
        assertThat(cases)
                .extracting(test -> test.getAttribute("classname"))
                .allSatisfy(name -> assertThat(name).endsWith("/v1_2/db.golang-migrate"));
        assertThat(cases.get(0).hasAttribute("time")).isFalse();
        Element failure = elements(cases.get(1), "failure").get(0);
        assertThat(failure.getAttribute("type")).isEqualTo("PAL-D01");
        assertThat(failure.getAttribute("message")).isEqualTo("rows are lost (and PAL-D02)");
        assertThat(failure.getTextContent())
                .startsWith("rows are lost\n\n  revision   2 \"tidy up\"")
                .contains("\nchanged\n\n", "Again, this revision only: palindrome verify --only 2\n");
        assertThat(elements(cases.get(1), "system-out").get(0).getTextContent())
                .isEqualTo("PAL-D01 warning: watch out");
        assertThat(elements(suite, "failure")).hasSize(1);
        assertThat(elements(cases.get(2), "skipped")).hasSize(1);
        assertThat(elements(cases.get(3), "system-out").get(0).getTextContent())
                .isEqualTo("PAL-D01 error: meant so, allowed: old rows");
    }

    @Test
    void two_hundred_revisions_with_equal_messages_have_names_of_their_own() throws Exception {
        ReportSample sample = ReportSample.of(folder, 200);
        for (int number = 0; number < 200; number++) {
            sample.judged(RevisionStatus.OK);
        }

        assertThat(elements(parse(sample.report()), "testcase"))
                .hasSize(200)
                .extracting(test -> test.getAttribute("classname") + " " + test.getAttribute("name"))
                .doesNotHaveDuplicates();
    }

    @Test
    void characters_that_xml_does_not_know_are_replaced() throws Exception {
        String odd = "a\u0000\u001b\ud83d b\ufffe <&\"'>]]> \ud83d\ude00";
        Element suites = parse(ReportSample.of(folder, 1)
                .judged(RevisionStatus.ERROR, ReportSample.error(odd, odd))
                .report(odd));

        String replaced = "a\ufffd\ufffd\ufffd b\ufffd <&\"'>]]> \ud83d\ude00";
        assertThat(elements(suites, "failure").get(0).getTextContent()).startsWith(replaced);
        assertThat(elements(suites, "failure").get(0).getAttribute("message"))
                .isEqualTo("a\\u0000\\u001b\ufffd b\ufffd <&\"'>]]> \ud83d\ude00");
        assertThat(elements(suites, "system-out").get(0).getTextContent()).isEqualTo(replaced);
    }

    @Test
    void time_of_a_revision_is_from_its_turn_to_its_verdict() throws Exception {
        RoundTripReport report =
                ReportSample.of(folder, 1).judged(RevisionStatus.OK).report();
        RevisionTimes times = new RevisionTimes();
        times.started(report.results().get(0).revision(), 1, 1);
        times.finished(report.results().get(0), 1, 1);

        assertThat(elements(parse(report, times), "testcase").get(0).getAttribute("time"))
                .matches("\\d+\\.\\d{3}");
    }
}
