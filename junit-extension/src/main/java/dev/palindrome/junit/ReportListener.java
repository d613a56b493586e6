package dev.palindrome.junit;

import dev.palindrome.report.ReportFolder;
import dev.palindrome.report.TestedHistory;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes a report on each history that tests have verified, and an index of all, into {@code target/palindrome}. JUnit finds it by itself.
 * {@code palindrome.reports} names another folder, or is {@code none}. What cannot be written is logged, and fails no test.
 */
public final class ReportListener implements TestExecutionListener, VerifiedHistories.Audience {

    private static final System.Logger LOG = System.getLogger(ReportListener.class.getName());

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final SortedMap<String, TestedHistory> histories = new ConcurrentSkipListMap<>();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        VerifiedHistories.listen(this);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        running.add(test.getUniqueId());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        running.remove(test.getUniqueId());
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        VerifiedHistories.leave(this);
        if (!histories.isEmpty()) {
            write(Settings.ofSystem().withFirst(plan.getConfigurationParameters()::get));
        }
        histories.clear();
        running.clear();
    }

    @Override
    public boolean knows(String testId) {
        return running.contains(testId);
    }

    @Override
    public void verified(TestedHistory history) {
        histories.put(history.test(), history);
    }

    private void write(Settings settings) {
        Optional<ReportPlace> place =
                ReportPlace.of(settings.text(SettingKey.REPORTS), Path.of("").toAbsolutePath());
        if (place.isEmpty()) {
            return;
        }
        ReportFolder folder = new ReportFolder(place.get().folder());
        try {
            for (TestedHistory history : histories.values()) {
                folder.write(history, place.get().prefix(), Instant.now());
            }
            folder.writeIndex();
            LOG.log(Level.INFO, "Reports of migrations: {0}", folder.index());
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The reports of migrations could not be written: {0}. That fails no test. {1} names another folder, or is none",
                    e,
                    SettingKey.REPORTS.property());
        }
    }
}
