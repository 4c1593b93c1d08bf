import Dates
import Kernel
import Testing

/// 原定于, 原计划: what had been planned, whether or not the day has gone by.
@Suite struct PlanTests {
    @Test(
        arguments: DateCase.table(
            """
            原定今年初 = 2020-01~
            原定于今年4月 = 2020-04
            原定于9月 = 2020-09
            原定9月举行的会谈 = 2020-09
            原定总理12月访问邻国 = 2020-12
            原订1月的峰会 = 2021-01
            原計劃於1月舉行的峰會 = 2021-01
            原定于11月8日 = 2020-11-08
            原定12日 = 2020-11-12
            原定于8日至9日 = 2020-11-08/2020-11-09
            原定周五 = 2020-11-13
            原定周一 = 2020-11-09
            本来准备周一离开 = 2020-11-09
            原定9月的访问推迟至12月 = 2020-09; 2019-12 | 2020-09; 2020-12
            原定9月访问。8日 = 2020-09; 2020-11-08 | 2020-09; 2020-12-08
            原定访问取消，8日 = 2020-11-08 | 2020-12-08
            """))
    func aPlanIsForTheNearerDay(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2020-11-10"))
    }
}
