package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.ForeignKey;
import dev.palindrome.data.internal.catalog.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The order in which tables are filled: parents first. Tables that need each other by foreign keys without NULL come together. A
 * partitioned table stands for its partitions.
 */
final class FillOrder {

    private final Map<Long, Table> nodes = new LinkedHashMap<>();
    private final Map<Long, List<Table>> members = new LinkedHashMap<>();
    private final BiPredicate<Table, ForeignKey> isNullable;

    private FillOrder(List<Table> tables, BiPredicate<Table, ForeignKey> isNullable) {
        this.isNullable = isNullable;
        for (Table table : tables) {
            if (!table.isPartition()) {
                nodes.put(table.oid(), table);
            }
            members.computeIfAbsent(node(table), any -> new ArrayList<>()).add(table);
        }
    }

    /**
     * Return groups of tables, the groups in order. A group is one table with its partitions, or several that need each other.
     *
     * @param tables in the order of their names
     */
    static List<List<Table>> of(List<Table> tables, BiPredicate<Table, ForeignKey> isNullable) {
        return new FillOrder(tables, isNullable).groups();
    }

    static long node(Table table) {
        return table.isPartition() ? table.root() : table.oid();
    }

    private List<List<Table>> groups() {
        List<List<Table>> groups = new ArrayList<>();
        for (List<Long> component : new Components(nodes.keySet(), edges(false)).find()) {
            Map<Long, Set<Long>> hard = edges(true);
            hard.values().forEach(parents -> parents.retainAll(component));
            for (List<Long> inner : new Components(new LinkedHashSet<>(component), hard).find()) {
                groups.add(inner.stream().map(nodes::get).toList());
            }
        }
        return groups;
    }

    /** From each table to its parents. */
    private Map<Long, Set<Long>> edges(boolean hardOnly) {
        Map<Long, Set<Long>> edges = new HashMap<>();
        members.forEach((node, tables) -> {
            Set<Long> parents = edges.computeIfAbsent(node, any -> new LinkedHashSet<>());
            for (Table table : tables) {
                for (ForeignKey key : table.foreignKeys()) {
                    if (key.parent() != node
                            && nodes.containsKey(key.parent())
                            && !(hardOnly && isNullable.test(table, key))) {
                        parents.add(key.parent());
                    }
                }
            }
        });
        return edges;
    }

    /** Tarjan's strongly connected components: those that others point to come first. */
    private static final class Components {

        private final Set<Long> nodes;
        private final Map<Long, Set<Long>> edges;
        private final Map<Long, Integer> index = new HashMap<>();
        private final Map<Long, Integer> low = new HashMap<>();
        private final Deque<Long> open = new ArrayDeque<>();
        private final List<List<Long>> found = new ArrayList<>();

        Components(Set<Long> nodes, Map<Long, Set<Long>> edges) {
            this.nodes = nodes;
            this.edges = edges;
        }

        List<List<Long>> find() {
            nodes.stream().filter(node -> !index.containsKey(node)).forEach(this::visit);
            return found;
        }

        private void visit(Long node) {
            if (index.containsKey(node)) {
                return;
            }
            index.put(node, index.size());
            low.put(node, index.get(node));
            open.push(node);
            for (Long parent : edges.getOrDefault(node, Set.of())) {
                visit(parent);
                if (open.contains(parent)) {
                    low.merge(node, low.get(parent), Math::min);
                }
            }
            if (low.get(node).equals(index.get(node))) {
                close(node);
            }
        }

        private void close(Long node) {
            List<Long> component = new ArrayList<>();
            Long member;
            do {
                member = open.pop();
                component.add(0, member);
            } while (!member.equals(node));
            found.add(component);
        }
    }
}
