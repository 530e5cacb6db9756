package io.millrace.core.contract;

/**
 * What every engine keeps, one test per numbered rule of {@code docs/reference/engine-contract.md}. A test class of an
 * engine implements this interface. The properties among the rules are run by jqwik, which must be on the class path.
 */
public interface FeatureEngineContract
        extends EngineRowRules,
                EngineWindowRules,
                EngineKeyRules,
                EngineAccountingRules,
                EngineBadRowRules,
                EngineDuplicateRules,
                EngineTallyRules,
                EngineValueRules,
                EngineSumRules,
                EngineAggregationRules,
                EngineApproximationRules,
                EngineExtensionRules,
                EngineFailureRules,
                EngineSameResultRules,
                EngineResourceRules,
                EngineStateRules,
                EngineCoverageRules,
                FeatureEngineProperties {}
