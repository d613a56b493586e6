package dev.palindrome.revision.internal.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The variables that Sqitch starts psql with. Source: {@code _collect_vars} of App::Sqitch::Command::deploy and revert,
 * App::Sqitch::Engine::pg.
 *
 * @param deploy for deploy scripts
 * @param revert for revert scripts
 */
record SqitchVariables(Map<String, String> deploy, Map<String, String> revert) {

    private static final String REGISTRY = "registry";

    /**
     * Return those of a project.
     *
     * @param given by the user; they go before what {@code sqitch.conf} says
     */
    static SqitchVariables of(SqitchConfiguration configuration, Map<String, String> given) {
        List<String> target = Stream.concat(
                        Stream.of("engine.pg"), configuration.target().stream().map(name -> "target." + name))
                .toList();
        return new SqitchVariables(
                merged(configuration, List.of("core", "deploy"), target, given),
                merged(configuration, List.of("core", "deploy", "revert"), target, given));
    }

    private static Map<String, String> merged(
            SqitchConfiguration configuration, List<String> commands, List<String> target, Map<String, String> given) {
        Map<String, String> merged = new HashMap<>();
        Stream.concat(commands.stream(), target.stream())
                .map(section -> configuration.variables().getOrDefault(section, Map.of()))
                .forEach(merged::putAll);
        merged.putAll(given);
        merged.put(REGISTRY, configuration.registry());
        return merged;
    }
}
