//! Keys in, effects and screens out: the model over the embedded service.

#[path = "support/driver.rs"]
mod driver;

use driver::Driver;

#[test]
fn look() {
    for size in [driver::NORMAL, driver::NARROW, driver::WIDE] {
        let mut d = Driver::at(size);
        d.wait(std::time::Duration::from_secs(1));
        println!("{}", d.screen());
        for keys in [
            "enter",
            "down enter",
            "'shop web#' enter",
            "backspace enter",
            "down down space",
            "tab",
            "enter",
            "ctrl-a ctrl-k '60h' tab",
            "ctrl-a ctrl-k '60h' ctrl-n",
            "f4",
            "ctrl-n",
            "ctrl-n",
            "down",
            "tab",
            "right down down down",
            "ctrl-r",
            "enter",
            "enter",
            "enter",
            "enter",
            "enter",
            "s",
            "f1",
            "esc",
            "q",
        ] {
            d.keys(keys);
            println!("=== {keys}\n{}", d.screen());
        }
    }
}
