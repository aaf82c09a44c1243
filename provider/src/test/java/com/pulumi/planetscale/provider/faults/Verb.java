package com.pulumi.planetscale.provider.faults;

import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What an engine asks of a plugin about one resource.
enum Verb {
    CREATE(false) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            stack.up(subject.label(), subject.kind(), subject.inputs(stack));
            return "made";
        }
    },
    READ(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            stack.refresh(subject.label());
            return stack.records();
        }
    },
    UPDATE(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            stack.up(subject.label(), subject.kind(), subject.changed(stack));
            return "changed";
        }
    },
    /// A change that the user takes back after a run that failed.
    CHANGE_AND_BACK(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            if (run == 1) {
                stack.up(subject.label(), subject.kind(), subject.changed(stack));
            }
            stack.up(subject.label(), subject.kind(), subject.inputs(stack));
            return "as before";
        }
    },
    /// A change that the object cannot follow, so that another one is made and this one is deleted.
    REPLACE(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            stack.up(subject.label(), subject.kind(), subject.replaced(stack));
            return "replaced";
        }
    },
    DELETE(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            stack.delete(subject.label());
            return "deleted";
        }
    },
    IMPORT(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            stack.importAs(
                    "imported",
                    subject.kind(),
                    stack.record(subject.label()).orElseThrow().id());
            return stack.records();
        }
    },
    PREVIEW(false) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            return stack.preview(subject.label(), subject.kind(), subject.inputs(stack));
        }
    },
    PREVIEW_OF_A_CHANGE(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            return stack.preview(subject.label(), subject.kind(), subject.changed(stack));
        }
    },
    LOOK_UP(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            String function = "get" + subject.kind();
            return Structs.map(
                    engine.invoke(function, subject.given(function, stack)).getReturn());
        }
    },
    LIST(true) {
        @Override
        Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run) {
            String function = "get" + subject.kind() + (subject.kind().matches(".*(h|s)") ? "es" : "s");
            Map<String, Object> owner = subject.given(function, stack);
            return List.of(
                    engine.list(subject.kind(), owner),
                    lasting(Structs.map(engine.invoke(function, owner).getReturn())));
        }
    };

    private final boolean needsObject;

    /// An answer without what each call changes: when the service token of the call was last used.
    private static Object lasting(Object answer) {
        return switch (answer) {
            case Map<?, ?> fields ->
                fields.entrySet().stream()
                        .filter(field -> !"lastUsedAt".equals(field.getKey()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                field -> lasting(field.getValue()),
                                (first, _) -> first,
                                LinkedHashMap::new));
            case List<?> elements -> elements.stream().map(Verb::lasting).toList();
            default -> answer;
        };
    }

    Verb(boolean needsObject) {
        this.needsObject = needsObject;
    }

    /// Whether the object exists before.
    boolean needsObject() {
        return needsObject;
    }

    /// Whether it must not change anything at PlanetScale.
    boolean onlyReads() {
        return !(leavesObject() || this == DELETE);
    }

    /// Whether the object is recorded afterwards, in full.
    boolean leavesObject() {
        return this == CREATE || this == UPDATE || this == CHANGE_AND_BACK || this == REPLACE;
    }

    /// Whether it can be asked about a resource.
    boolean suits(Subject subject) {
        return switch (this) {
            case UPDATE, PREVIEW_OF_A_CHANGE -> subject.canChange();
            case CHANGE_AND_BACK -> subject.canChangeBack();
            case REPLACE -> subject.canBeReplaced();
            default -> true;
        };
    }

    /// What the program says of the resource.
    Map<String, Object> program(StackRecords stack, Subject subject) {
        return switch (this) {
            case UPDATE -> subject.changed(stack);
            case REPLACE -> subject.replaced(stack);
            default -> subject.inputs(stack);
        };
    }

    /// Asks once.
    ///
    /// @param run how often it has been asked, this time included
    abstract Object run(StackRecords stack, PlayedEngine engine, Subject subject, int run);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
