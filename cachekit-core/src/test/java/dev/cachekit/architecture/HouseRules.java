package dev.cachekit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

/** Rules for every module. */
public final class HouseRules {

    /** The words that all of the project speaks: the annotations and the front door. */
    public static final String[] VOCABULARY = {"dev.cachekit", "dev.cachekit.annotation"};

    /** Packages know each other in one direction only; the two of the vocabulary count as one. */
    public static final ArchRule NO_CYCLES =
            slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles();

    /** Without the mark a package would be left out by the checks for null. */
    public static final ArchRule NULL_MARKED = classes().should(beInANullMarkedPackage());

    /** A monitor held while waiting pins the carrier of a virtual thread; locks of java.util.concurrent do not. */
    public static final ArchRule NO_WAITING_ON_MONITORS = noClasses()
            .should()
            .callMethod(Object.class, "wait")
            .orShould()
            .callMethod(Object.class, "wait", long.class)
            .orShould()
            .callMethod(Object.class, "wait", long.class, int.class);

    private HouseRules() {}

    /**
     * Makes the rule that a package sees nothing of ours but itself and some others. The package need not exist yet.
     *
     * @param from the package, with all below it if it ends in two dots
     * @param allowed the others
     * @return the rule
     */
    public static ArchRule seesOnly(String from, String... allowed) {
        return classes()
                .that()
                .resideInAPackage(from)
                .should(onlyDependOnClassesThat(not(resideInAPackage("dev.cachekit.."))
                        .or(resideInAPackage(from))
                        .or(resideInAnyPackage(allowed))
                        .as("are not ours, or reside in '%s' or in %s", from, String.join(", ", allowed))))
                .allowEmptyShould(true);
    }

    /**
     * Makes the rule that a foreign library is seen from some of our packages only.
     *
     * @param library the package of the library
     * @param allowed our packages that may use it
     * @return the rule
     */
    public static ArchRule usedOnlyIn(String library, String... allowed) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info.java has @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                String found =
                        type.getPackageName() + (marked ? " has" : " has no") + " @NullMarked in package-info.java";
                events.add(new SimpleConditionEvent(type, marked, found));
            }
        };
    }

    private static final class PackageSlices implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            if (!name.startsWith("dev.cachekit")) {
                return SliceIdentifier.ignore();
            }
            return SliceIdentifier.of(resideInAnyPackage(VOCABULARY).test(type) ? "vocabulary" : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
