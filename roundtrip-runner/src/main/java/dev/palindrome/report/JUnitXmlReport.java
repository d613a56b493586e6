package dev.palindrome.report;

import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report as JUnit XML, which build servers read: a test case for each revision. There is no standard; this is what Jenkins,
 * GitLab and the common GitHub actions have in common. A test case has one failure at most, since they look at the first only: it
 * holds all that fails.
 */
public final class JUnitXmlReport {

    private final RoundTripReport report;
    private final Severity threshold;
    private final Function<RevisionId, String> again;
    private final RevisionTimes times;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private final Set<String> names = new HashSet<>();

    private JUnitXmlReport(
            RoundTripReport report, Severity threshold, Function<RevisionId, String> again, RevisionTimes times)
            throws XMLStreamException {
        this.report = report;
        this.threshold = threshold;
        this.again = again;
        this.times = times;
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /**
     * Return the report as XML 1.0, to be written as UTF-8.
     *
     * @param threshold the least severity that fails a test case; what is below stands in its output
     * @param again the command that judges a revision alone
     * @param times how long each took; a revision that it does not know has no time
     */
    public static String render(
            RoundTripReport report, Severity threshold, Function<RevisionId, String> again, RevisionTimes times) {
        try {
            return new JUnitXmlReport(report, threshold, again, times).render();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Writing XML to memory", e);
        }
    }

    private String render() throws XMLStreamException {
        long failures = report.results().stream().filter(this::fails).count();
        long skipped = report.results().stream().filter(this::isSkipped).count();
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuites");
        attribute("name", "palindrome");
        totals(failures, skipped);
        line();
        xml.writeStartElement("testsuite");
        attribute("name", "palindrome verify " + report.history().directory());
        totals(failures, skipped);
        line();
        properties();
        for (RevisionResult result : report.results()) {
            testCase(result);
        }
        if (!report.notes().isEmpty()) {
            element("system-out", String.join("\n", report.notes()));
        }
        xml.writeEndElement();
        line();
        xml.writeEndElement();
        xml.writeEndDocument();
        line();
        xml.flush();
        return text.toString();
    }

    private void totals(long failures, long skipped) throws XMLStreamException {
        attribute("tests", Integer.toString(report.results().size()));
        attribute("failures", Long.toString(failures));
        attribute("errors", "0");
        attribute("skipped", Long.toString(skipped));
        attribute("time", seconds(report.duration()));
    }

    private void properties() throws XMLStreamException {
        xml.writeStartElement("properties");
        line();
        property("tool", "palindrome " + ToolVersion.current());
        property("server", report.server().version());
        property("seed", Long.toString(report.seed()));
        xml.writeEndElement();
        line();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
        line();
    }

    private void testCase(RevisionResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", className());
        attribute("name", uniqueName(result));
        attribute(
                "file",
                JsonReport.path(
                        report.history().directory().resolve(result.revision().file())));
        RevisionId id = result.revision().id();
        if (times.of(id).isPresent()) {
            attribute("time", seconds(times.of(id).get()));
        }
        line();
        if (fails(result)) {
            failure(result);
        } else if (isSkipped(result)) {
            xml.writeEmptyElement("skipped");
            attribute("message", "Not judged: an earlier upgrade failed, or the tool passes over it here");
            line();
        }
        String output = result.findings().stream()
                .filter(finding -> !finding.stands(threshold))
                .map(JUnitXmlReport::brief)
                .collect(Collectors.joining("\n"));
        if (!output.isEmpty()) {
            element("system-out", output);
        }
        xml.writeEndElement();
        line();
    }

    /** What stands before the last dot is a package to the readers: the folder, without dots of its own. */
    private String className() {
        return JsonReport.path(report.history().directory().normalize()).replace('.', '_') + "."
                + report.history().format();
    }

    private String uniqueName(RevisionResult result) {
        String name = ReportWords.named(result.revision());
        String unique = name;
        for (int number = 2; !names.add(unique); number++) {
            unique = name + " (" + number + ")";
        }
        return unique;
    }

    private boolean fails(RevisionResult result) {
        return !result.standing(threshold).isEmpty();
    }

    private boolean isSkipped(RevisionResult result) {
        return result.status() == RevisionStatus.SKIPPED && !fails(result);
    }

    private void failure(RevisionResult result) throws XMLStreamException {
        List<Finding> findings = new ArrayList<>(result.standing(threshold));
        findings.sort(Comparator.comparing(Finding::severity));
        Finding first = findings.get(0);
        String others =
                findings.stream().skip(1).map(finding -> finding.type().id()).collect(Collectors.joining(", "));
        xml.writeStartElement("failure");
        attribute("type", first.type().id());
        attribute("message", first.message() + (others.isEmpty() ? "" : " (and " + others + ")"));
        String command = again.apply(result.revision().id());
        characters(findings.stream()
                .map(finding -> FailureText.render(report.history(), result, finding, command))
                .collect(Collectors.joining("\n")));
        xml.writeEndElement();
        line();
    }

    private static String brief(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s: %s%s"
                .formatted(
                        finding.type().id(),
                        finding.severity(),
                        finding.message(),
                        finding.allowed().map(reason -> ", allowed: " + reason).orElse("")));
        FailureText.differences(finding).forEach(line -> lines.add("  " + line));
        return String.join("\n", lines);
    }

    private void element(String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        characters(content);
        xml.writeEndElement();
        line();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, XmlText.of(VisibleText.line(value)));
    }

    private void characters(String content) throws XMLStreamException {
        xml.writeCharacters(XmlText.of(content));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }
}
