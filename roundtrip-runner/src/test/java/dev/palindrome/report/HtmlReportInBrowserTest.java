package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.RowCoverage;
import dev.palindrome.testing.Program;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page does in a browser: a driver is added to it, which acts as a reader would and writes down what it sees. */
@RequiresTool(Program.Chromium.class)
class HtmlReportInBrowserTest {

    /** Begins before the page's own script, so that no error escapes it. */
    private static final String DRIVER = """
            <script>
            'use strict';
            const seen = [];
            addEventListener('error', event => seen.push('error: ' + event.message));
            addEventListener('unhandledrejection', event => seen.push('rejected: ' + event.reason));
            const shown = () => [...document.querySelectorAll('.finding')].filter(one => one.offsetParent !== null).length;
            const at = () => document.activeElement.closest('.finding')?.dataset.type ?? document.activeElement.id;
            const press = key => document.activeElement.dispatchEvent(
                new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
            const note = (what, value) => seen.push(what + ': ' + value);
            const moment = () => new Promise(resolve => setTimeout(resolve, 300));
            function luminance(color) {
              const parts = color.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
                  .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
              return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
            }
            function ground(element) {
              for (let one = element; one; one = one.parentElement) {
                const color = getComputedStyle(one).backgroundColor;
                if (!/, 0\\)$/.test(color)) return color;
              }
              return 'rgb(255, 255, 255)';
            }
            function contrast(element) {
              const both = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a);
              return (both[0] + 0.05) / (both[1] + 0.05);
            }
            addEventListener('load', async () => {
              try {
                await act();
              } catch (failure) {
                note('failed', failure.stack);
              }
              const list = document.createElement('ol');
              list.id = 'seen';
              for (const line of seen) list.appendChild(document.createElement('li')).textContent = line;
              document.body.append(list);
            });
            async function act() {
            %s
            }
            </script>
            """;

    @TempDir
    private Path folder;

    @Test
    void reader_searches_filters_and_steps_through_the_findings() throws Exception {
        List<String> seen = seen("""
                note('at first', shown());
                press('/');
                note('searching', at());
                document.activeElement.value = 'SECOND';
                document.activeElement.dispatchEvent(new Event('input', {bubbles: true}));
                await moment();
                note('found', shown() + ', ' + document.querySelector('.count').textContent);
                document.activeElement.value = 'nowhere';
                document.activeElement.dispatchEvent(new Event('input', {bubbles: true}));
                await moment();
                note('not found', shown() + ', told ' + (document.querySelector('.no-match').offsetParent !== null));
                press('Escape');
                note('all again', shown());
                const severity = document.querySelector('select[data-key=severity]');
                severity.value = 'warning';
                severity.dispatchEvent(new Event('change', {bubbles: true}));
                note('warnings', shown());
                press('j');
                const open = () => document.activeElement.firstElementChild.open;
                note('stepped to', document.activeElement.textContent.includes('the second'));
                const before = open();
                press('x');
                note('folded', before !== open());
                document.activeElement.blur();
                press('Escape');
                press('?');
                note('keys', document.getElementById('keys').open);
                document.getElementById('keys').close();
                location.hash = [...document.querySelectorAll('.finding')].pop().id;
                await moment();
                note('linked', shown());
                """);

        assertThat(seen)
                .containsExactly(
                        "at first: 3",
                        "searching: q",
                        "found: 1, 1 of 3 findings",
                        "not found: 0, told true",
                        "all again: 3",
                        "warnings: 1",
                        "stepped to: true",
                        "folded: true",
                        "keys: true",
                        "linked: 3");
    }

    @ParameterizedTest
    @CsvSource({"1, 1400, light", "1, 500, light", "0, 1400, dark", "0, 500, dark"})
    void text_can_be_read_and_nothing_leaves_the_page_to_the_side(int scheme, int width, String name) throws Exception {
        List<String> seen =
                seen("""
                note('scheme', matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
                for (const details of document.querySelectorAll('details')) details.open = true;
                note('too wide by', Math.max(0, document.documentElement.scrollWidth - innerWidth));
                const pale = [...document.querySelectorAll('main *, header *, nav *')]
                    .filter(one => one.offsetParent !== null && !one.closest('svg')
                        && [...one.childNodes].some(child => child.nodeType === 3 && child.textContent.trim()))
                    .filter(one => contrast(one) < 4.5)
                    .map(one => one.tagName + '.' + one.className + ' ' + contrast(one).toFixed(1));
                note('pale', [...new Set(pale)].join(', ') || 'none');
                """, "--window-size=" + width + ",900", "--blink-settings=preferredColorScheme=" + scheme);

        assertThat(seen).containsExactly("scheme: " + name, "too wide by: 0", "pale: none");
    }

    private List<String> seen(String acts, String... options) throws IOException {
        StringBuilder html = new StringBuilder();
        HtmlReport.write(report(), id -> "palindrome verify --only " + id, Instant.parse("2026-05-01T12:00:30Z"), html);
        Path page = folder.resolve("page.html");
        Files.writeString(page, html.toString().replaceFirst("<head>", "<head>" + quoted(DRIVER.formatted(acts))));
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=10000",
                "--dump-dom"));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Document after = Jsoup.parse(Program.run(folder, command.toArray(String[]::new)));
        return after.select("#seen li").eachText();
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private RoundTripReport report() {
        return ReportSample.of(folder, 3)
                .judged(RevisionStatus.ERROR, ReportSample.error("the first " + "long_".repeat(80)))
                .judged(RevisionStatus.OK, ReportSample.warning("the second"))
                .judged(RevisionStatus.OK, ReportSample.info("the third"))
                .filled(
                        new RowCoverage.Table("public.a", true, 2, 2, 2),
                        new RowCoverage.Table("public.b", false, 1, 0, 0))
                .report("a note");
    }
}
