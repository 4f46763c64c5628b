<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnswerCard</name>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>when: charity</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>when: charity (item)</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>our own files only; this charity is in no network yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data of %1 of %2 charities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oldest: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>%1 %2 %3</source>
        <extracomment>weekday, day, month and year, for example &quot;Saturday 30 Aban 1405&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln year(s) old)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tr</name>
    <message>
        <source>searches in names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the check digit is right; a lost zero was put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the check digit is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passport number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>foreign national&apos;s code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>child of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::AmountField</name>
    <message>
        <source>rials; write toman behind it for tomans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no amount yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::BeneficiariesPage</name>
    <message>
        <source>Beneficiaries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import from Excel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New beneficiary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search a name, father, phone, code or file number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import your Excel list to begin, or open the first file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters, or only the family name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::BigField</name>
    <message>
        <source>Enquire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>National ID, foreign national&apos;s code, name or phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check of the number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::DateField</name>
    <message>
        <source>1365/02/01 or 1365</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1405/08/30 or today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>year %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::DeskPage</name>
    <message>
        <source>Who is at the desk?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a national ID, a name or a phone number and press Enter. What every member charity gave is shown at once, also without a network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc shows it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several files fit; choose one with Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody of this name or number is on file here. With a national ID the whole network can be asked; Ctrl+N opens a new file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln more file(s) carry the same number.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>peyvand::ui::FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new register is made on this computer, encrypted and for you alone. You can join the network of your city later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the charity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least %1 letters or digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is shown only now. If the password is lost, only this code opens the register; nobody else can. Keep it on paper, away from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::GivePage</name>
    <message>
        <source>Give aid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source of funds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the rules say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the kind of help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this family was given of it, by any member charity, then stands here before you save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only where a rule asks for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold aid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please choose the kind of help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write a date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please choose a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is held for this family.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::HelpCard</name>
    <message>
        <source>given by us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given by a member charity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help and rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help of all member charities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fresh the data is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of this kind of help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::ImportPage</name>
    <message>
        <source>Import from Excel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop your list here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An Excel workbook or a CSV file of beneficiaries or of aid. Wrong codes and half dates are fine: nothing is lost, and what could not be read comes back with reasons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beneficiaries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aid that was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heading in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import another list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists (*.xlsx *.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not taken</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::Logo</name>
    <message>
        <source>Peyvand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::MainWindow</name>
    <message>
        <source>Peyvand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beneficiaries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import from Excel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This person already has a file; here it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in no network yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of %1 of %2 charities, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>locks in %Ln minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>peyvand::ui::NetworkPage</name>
    <message>
        <source>Member charities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last news</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This charity is in no network yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An enquiry looks into your own files only. With an invitation from the assembly of your city, every member&apos;s help comes to light.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>our own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no news</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the council</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>member</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::PeopleModel</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>National ID or code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Father&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last help of ours</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::PersonCard</name>
    <message>
        <source>Give aid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Father and birth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>National ID or code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs not met yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Household and address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>son of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>child of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>born %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lives in a household that is on file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no household on file yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None is on record. Ask: some who need most say least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What other charities gave stands beside this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::ProgressPanel</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping; nothing will be changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RegisterPage</name>
    <message>
        <source>New beneficiary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Father&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date, or the year alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the paper file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this person on file?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that may be the same person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No similar file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While you type, files that may be the same person come up here. Enter opens one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>National ID or foreign national&apos;s code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This date could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This phone number could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Persian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peyvand %1 · free software under the GNU General Public License 3 or later. Your charity&apos;s files stay on this computer, encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::StatusLine</name>
    <message>
        <source>Register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to the lock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peyvand::ui::UnlockPage</name>
    <message>
        <source>Open the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last backup and sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last sync: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window was locked. What you were typing is still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of your charity are encrypted. Your password opens them on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyboard writes Persian.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
